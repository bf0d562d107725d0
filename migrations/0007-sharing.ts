import { type Kysely, sql } from "kysely";

/**
 * Links that show a reading's summary to whoever has them, of which only a hash is kept, and what owners think of the
 * parts of their readings. Both go with their analysis.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("share_links")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("analysis_id", "text", (column) =>
      column.notNull().unique().references("analyses.id").onDelete("cascade"),
    )
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("part_feedback")
    .addColumn("analysis_id", "text", (column) =>
      column.notNull().references("analyses.id").onDelete("cascade"),
    )
    .addColumn("part", "text", (column) => column.notNull())
    .addColumn("helpful", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("part_feedback_pk", ["analysis_id", "part"])
    .addCheckConstraint("part_feedback_helpful", sql`helpful in (0, 1)`)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("part_feedback").execute();
  await db.schema.dropTable("share_links").execute();
}
