import type { Kysely } from "kysely";

/** What admins do to the streams of work says what it was done to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("audit_entries").addColumn("subject", "text").execute();
  await db.schema
    .createIndex("audit_entries_on_subject")
    .on("audit_entries")
    .column("subject")
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("audit_entries_on_subject").execute();
  await db.schema.alterTable("audit_entries").dropColumn("subject").execute();
}
