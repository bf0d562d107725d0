import type { Kysely } from "kysely";

/** What our own eyes saw on the photos, and what each part of a reading rests on (core/reading/reading.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("analyses").addColumn("sights", "text").execute();
  await db.schema.alterTable("analyses").addColumn("grounds", "text").execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("analyses").dropColumn("grounds").execute();
  await db.schema.alterTable("analyses").dropColumn("sights").execute();
}
