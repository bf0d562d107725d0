import { type Kysely, sql } from "kysely";

/** Guests, their analyses, the photos of these, and what providers were paid for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("guests")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("analyses")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("guest_id", "text", (column) =>
      column.notNull().references("guests.id").onDelete("cascade"),
    )
    .addColumn("label", "text")
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("writing_hand", "text")
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("run_token", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("lease_until", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("not_before", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("error_code", "text")
    .addColumn("error_params", "text")
    .addColumn("reader", "text")
    .addColumn("model", "text")
    .addColumn("prompt_version", "text")
    .addColumn("schema_version", "text")
    .addColumn("assessment", "text")
    .addColumn("summary", "text")
    .addColumn("report", "text")
    .addColumn("prompt_tokens", "integer")
    .addColumn("completion_tokens", "integer")
    .addColumn("request_key", "text")
    .addColumn("request_hash", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("completed_at", "bigint")
    .addCheckConstraint(
      "analyses_status",
      sql`status in ('queued', 'processing', 'completed', 'failed', 'cancelled')`,
    )
    .execute();
  await db.schema
    .createIndex("analyses_of_guest")
    .on("analyses")
    .columns(["guest_id", "created_at"])
    .execute();
  await db.schema.createIndex("analyses_created_at").on("analyses").column("created_at").execute();
  await db.schema
    .createIndex("analyses_request")
    .unique()
    .on("analyses")
    .columns(["guest_id", "request_key"])
    .execute();
  // The sweep looks for these every few seconds; there are few of them however many rows there are.
  await sql`create index analyses_unsettled on analyses (id) where status in ('queued', 'processing')`.execute(
    db,
  );

  await db.schema
    .createTable("photos")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("analysis_id", "text", (column) =>
      column.notNull().references("analyses.id").onDelete("cascade"),
    )
    .addColumn("hand", "text", (column) => column.notNull())
    .addColumn("incoming_key", "text")
    .addColumn("storage_key", "text")
    .addColumn("thumbnail_key", "text")
    .addColumn("mime", "text", (column) => column.notNull())
    .addColumn("bytes", "bigint", (column) => column.notNull())
    .addColumn("width", "integer", (column) => column.notNull())
    .addColumn("height", "integer", (column) => column.notNull())
    .addColumn("sha256", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("photos_one_of_each_hand", ["analysis_id", "hand"])
    .addCheckConstraint("photos_hand", sql`hand in ('left', 'right')`)
    .execute();
  // The sweep of abandoned uploads asks which incoming files still have a row.
  await db.schema.createIndex("photos_incoming_key").on("photos").column("incoming_key").execute();

  await db.schema
    .createTable("provider_calls")
    .addColumn("analysis_id", "text", (column) =>
      column.notNull().references("analyses.id").onDelete("cascade"),
    )
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("model", "text", (column) => column.notNull())
    .addColumn("response", "text", (column) => column.notNull())
    .addColumn("prompt_tokens", "integer")
    .addColumn("completion_tokens", "integer")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("provider_calls_pk", ["analysis_id", "step"])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("provider_calls").execute();
  await db.schema.dropTable("photos").execute();
  await db.schema.dropTable("analyses").execute();
  await db.schema.dropTable("guests").execute();
}
