import type { Kysely } from "kysely";

/** What tells that an analysis asks for what its owner was told before (core/analyses/earlier-reading.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("analyses").addColumn("content_hash", "text").execute();
  await db.schema.alterTable("analyses").addColumn("recipe", "text").execute();
  // The owner comes first: how many others have sent the same photo does not change how long a look takes.
  await db.schema
    .createIndex("analyses_content_of_guest")
    .on("analyses")
    .columns(["guest_id", "content_hash"])
    .execute();
  await db.schema
    .createIndex("analyses_content_of_user")
    .on("analyses")
    .columns(["user_id", "content_hash"])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("analyses_content_of_user").execute();
  await db.schema.dropIndex("analyses_content_of_guest").execute();
  await db.schema.alterTable("analyses").dropColumn("recipe").execute();
  await db.schema.alterTable("analyses").dropColumn("content_hash").execute();
}
