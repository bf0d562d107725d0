import { type Kysely, sql } from "kysely";

/**
 * Conversations about a reading. A row of `replies` is one question together with its answer, so that a question
 * without an answer to wait for, or an answer to nothing, cannot be. `turn` orders them; time never does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("conversations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("analysis_id", "text", (column) =>
      column.notNull().references("analyses.id").onDelete("cascade"),
    )
    .addColumn("user_id", "text", (column) =>
      column.notNull().references("users.id").onDelete("cascade"),
    )
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("client_key", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("conversations_client_key", ["analysis_id", "client_key"])
    .execute();
  await db.schema
    .createIndex("conversations_of_user")
    .on("conversations")
    .columns(["user_id", "id"])
    .execute();

  await db.schema
    .createTable("replies")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("conversation_id", "text", (column) =>
      column.notNull().references("conversations.id").onDelete("cascade"),
    )
    .addColumn("turn", "integer", (column) => column.notNull())
    .addColumn("client_key", "text", (column) => column.notNull())
    .addColumn("question_id", "text", (column) => column.notNull())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("answer", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("declined", "text")
    .addColumn("replier", "text")
    .addColumn("model", "text")
    .addColumn("prompt_version", "text")
    .addColumn("prompt_tokens", "integer")
    .addColumn("cached_tokens", "integer")
    .addColumn("completion_tokens", "integer")
    .addColumn("cost_microusd", "bigint")
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("run_token", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("lease_until", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("not_before", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("error_code", "text")
    .addColumn("error_params", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("completed_at", "bigint")
    .addUniqueConstraint("replies_turn", ["conversation_id", "turn"])
    .addUniqueConstraint("replies_client_key", ["conversation_id", "client_key"])
    .execute();
  await sql`create index replies_unsettled on replies (id) where status in ('queued', 'processing')`.execute(
    db,
  );
  // A conversation waits for one answer at a time.
  await sql`create unique index replies_pending on replies (conversation_id) where status in ('queued', 'processing')`.execute(
    db,
  );

  // What questions have taken of their user's share. It outlives a deleted conversation, and says nothing of it.
  await db.schema
    .createTable("reply_uses")
    .addColumn("reply_id", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) =>
      column.notNull().references("users.id").onDelete("cascade"),
    )
    .addColumn("used_at", "bigint", (column) => column.notNull())
    .addColumn("tokens", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("reply_uses_of_user")
    .on("reply_uses")
    .columns(["user_id", "used_at"])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("reply_uses").execute();
  await db.schema.dropTable("replies").execute();
  await db.schema.dropTable("conversations").execute();
}
