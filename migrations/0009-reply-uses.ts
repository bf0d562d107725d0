import { type Kysely, sql } from "kysely";

/**
 * How often an answer was asked for, so that trying again counts, and whether a run of it may have been paid for although
 * it has failed. And an index for what the day's costs read of the answers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("reply_uses")
    .addColumn("uses", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable("reply_uses")
    .addColumn("may_be_paid", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`create index replies_paid on replies (completed_at) where model is not null`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index replies_paid`.execute(db);
  await db.schema.alterTable("reply_uses").dropColumn("may_be_paid").execute();
  await db.schema.alterTable("reply_uses").dropColumn("uses").execute();
}
