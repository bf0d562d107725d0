import { sql } from "kysely";
import type { Ledger } from "#queue/define-job.ts";
import { type Db, nowMs, type ThumbnailsTable, type Tx } from "../database.ts";
import { createRowLedger } from "../jobs/row-ledger.ts";
import { THUMBNAIL_LEASE_MS } from "./jobs.ts";

/** A thumbnail that is still to be made; it has the photo's id, and goes with the photo. */
export type ThumbnailToMake = { readonly photoId: string };

/** Writes down that a photo is to have a thumbnail. Ring for its id once the transaction is done (`PhotoQueue`). */
export async function insertThumbnail(db: Db | Tx, photoId: string): Promise<void> {
  await db
    .insertInto("thumbnails")
    .values({
      id: photoId,
      status: "queued",
      run_token: "",
      lease_until: 0,
      not_before: 0,
      attempts: 0,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .execute();
}

/** The thumbnails table as the queue's ledger. What was made stands in the photo's row, and is forgotten here. */
export function createThumbnailLedger(
  db: Db,
  { leaseMs = THUMBNAIL_LEASE_MS }: { readonly leaseMs?: number } = {},
): Ledger<ThumbnailToMake, void> {
  const { settle: _, ...rows } = createRowLedger<ThumbnailToMake, ThumbnailsTable>(db, {
    table: "thumbnails",
    leaseMs,
    // They come as fast as analyses are run, which is fair already, and so whose they are stays out of Redis.
    user: sql<string>`'everybody'`,
    async find(id) {
      const row = await db
        .selectFrom("thumbnails")
        .select("status")
        .where("id", "=", id)
        .executeTakeFirst();
      return row && { job: { photoId: id }, status: row.status };
    },
  });
  return {
    ...rows,
    async commit(id, token) {
      const { numDeletedRows } = await db
        .deleteFrom("thumbnails")
        .where("id", "=", id)
        .where("run_token", "=", token)
        .where("status", "=", "processing")
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
