import type { Db } from "../database.ts";
import { PhotoMissing } from "../photos/photo-missing.ts";
import { isPhotoKeyKnown } from "../photos/photos.repo.ts";
import type { PhotoStore } from "../ports.ts";
import { photoFolder } from "./owner.ts";

/** Photos that one call moves at most. */
const BATCH = 50;

/**
 * Moves the photos of claimed analyses from the guests' folder into their user's. The copy is written before the row
 * names it and the old file goes last, so a photo can be read at every moment; a move that broke off is done again.
 *
 * @returns how many photos were moved
 */
export async function relocatePhotos(deps: {
  readonly db: Db;
  readonly photoStore: PhotoStore;
}): Promise<number> {
  const photos = await deps.db
    .selectFrom("photos")
    .innerJoin("analyses", "analyses.id", "photos.analysis_id")
    .select(["photos.id", "photos.storage_key", "photos.thumbnail_key", "analyses.user_id"])
    .where("analyses.user_id", "is not", null)
    .where("photos.storage_key", "like", "guest/%")
    .limit(BATCH)
    .execute();
  let moved = 0;
  for (const { id, storage_key: from, thumbnail_key: thumbnailFrom, user_id: userId } of photos) {
    if (from === null || thumbnailFrom === null || userId === null) continue;
    const folder = photoFolder({ kind: "user", id: userId });
    const to = from.replace(/^guest/, folder);
    const thumbnailTo = thumbnailFrom.replace(/^guest/, folder);
    /** Takes back what was written for a row that is gone; a row that names it was moved by another worker. */
    const dropCopies = async () => {
      if (await isPhotoKeyKnown(deps.db, to)) return;
      await deps.photoStore.delete(to);
      await deps.photoStore.delete(thumbnailTo);
    };
    try {
      await deps.photoStore.write(to, await deps.photoStore.read(from));
      await deps.photoStore.write(thumbnailTo, await deps.photoStore.read(thumbnailFrom));
    } catch (error) {
      // Deleted meanwhile, moved by another worker, or lost: no reason to leave the others where they are.
      if (!(error instanceof PhotoMissing)) throw error;
      await dropCopies();
      continue;
    }
    const { numUpdatedRows } = await deps.db
      .updateTable("photos")
      .set({ storage_key: to, thumbnail_key: thumbnailTo })
      .where("id", "=", id)
      .where("storage_key", "=", from)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) {
      await dropCopies();
      continue;
    }
    await deps.photoStore.delete(from);
    await deps.photoStore.delete(thumbnailFrom);
    moved += 1;
  }
  return moved;
}
