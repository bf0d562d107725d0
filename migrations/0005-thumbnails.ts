import { type Kysely, sql } from "kysely";

/** Thumbnails that are still to be made, one row a photo; the worker deletes what it has made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("thumbnails")
    .addColumn("id", "text", (column) =>
      column.primaryKey().references("photos.id").onDelete("cascade"),
    )
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
    .execute();
  await sql`create index thumbnails_unsettled on thumbnails (id) where status in ('queued', 'processing')`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("thumbnails").execute();
}
