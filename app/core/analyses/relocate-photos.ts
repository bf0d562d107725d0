import type { NotNull } from "kysely";
import type { Db } from "../database.ts";
import { PhotoMissing } from "../photos/photo-missing.ts";
import { isPhotoKeyKnown } from "../photos/photos.repo.ts";
import type { PhotoStore } from "../ports.ts";
import { photoFolder } from "./owner.ts";

/** Photos that are looked up at a time. */
const BATCH = 50;

type RelocateDeps = { readonly db: Db; readonly photoStore: PhotoStore };

/**
 * Moves the photos of claimed analyses from the guests' folder into their user's. The copy is written before the row
 * names it and the old file goes last, so a photo can be read at every moment; a move that broke off is done again.
 *
 * @returns how many photos were moved
 */
export async function relocatePhotos(deps: RelocateDeps): Promise<number> {
  let moved = 0;
  for (let after = ""; ;) {
    const photos = await listClaimedPhotos(deps.db, after);
    for (const photo of photos) if (await relocate(deps, photo)) moved += 1;
    if (photos.length < BATCH) return moved;
    after = photos.at(-1)?.id ?? "";
  }
}

type ClaimedPhoto = {
  readonly id: string;
  readonly from: string;
  readonly thumbnailFrom: string;
  readonly userId: string;
};

/** Photos of users that are still in the guests' folder, in id order. */
async function listClaimedPhotos(db: Db, after: string): Promise<readonly ClaimedPhoto[]> {
  return db
    .selectFrom("photos")
    .innerJoin("analyses", "analyses.id", "photos.analysis_id")
    .select([
      "photos.id",
      "photos.storage_key as from",
      "photos.thumbnail_key as thumbnailFrom",
      "analyses.user_id as userId",
    ])
    .where("analyses.user_id", "is not", null)
    .where("photos.storage_key", "like", "guest/%")
    .where("photos.thumbnail_key", "is not", null)
    .where("photos.id", ">", after)
    .orderBy("photos.id")
    .limit(BATCH)
    .$narrowType<{ from: NotNull; thumbnailFrom: NotNull; userId: NotNull }>()
    .execute();
}

async function relocate({ db, photoStore }: RelocateDeps, photo: ClaimedPhoto): Promise<boolean> {
  const { id, from, thumbnailFrom, userId } = photo;
  const folder = photoFolder({ kind: "user", id: userId });
  const to = from.replace(/^guest/, folder);
  const thumbnailTo = thumbnailFrom.replace(/^guest/, folder);
  /** Takes back what was written for a row that is gone; a row that names it was moved by another worker. */
  const dropCopies = async () => {
    if (await isPhotoKeyKnown(db, to)) return;
    await photoStore.delete(to);
    await photoStore.delete(thumbnailTo);
  };
  try {
    await photoStore.write(to, await photoStore.read(from));
    await photoStore.write(thumbnailTo, await photoStore.read(thumbnailFrom));
  } catch (error) {
    // Deleted meanwhile, moved by another worker, or lost: no reason to leave the others where they are.
    if (!(error instanceof PhotoMissing)) throw error;
    await dropCopies();
    return false;
  }
  const { numUpdatedRows } = await db
    .updateTable("photos")
    .set({ storage_key: to, thumbnail_key: thumbnailTo })
    .where("id", "=", id)
    .where("storage_key", "=", from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) {
    await dropCopies();
    return false;
  }
  await photoStore.delete(from);
  await photoStore.delete(thumbnailFrom);
  return true;
}
