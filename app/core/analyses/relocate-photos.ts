import type { NotNull } from "kysely";
import type { Db } from "../database.ts";
import { PhotoMissing } from "../photos/photo-missing.ts";
import { findPhoto, isPhotoKeyKnown } from "../photos/photos.repo.ts";
import type { PhotoStore } from "../ports.ts";
import { photoFolder } from "./owner.ts";

/** Photos that are looked up at a time. */
const BATCH = 50;

/** A thumbnail comes once in a photo's life, and another worker moves it once. */
const MOST_LOOKS = 3;

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

type ClaimedPhoto = { readonly id: string; readonly from: string; readonly userId: string };

/** Photos of users that are still in the guests' folder, in id order. */
async function listClaimedPhotos(db: Db, after: string): Promise<readonly ClaimedPhoto[]> {
  return db
    .selectFrom("photos")
    .innerJoin("analyses", "analyses.id", "photos.analysis_id")
    .select(["photos.id", "photos.storage_key as from", "analyses.user_id as userId"])
    .where("analyses.user_id", "is not", null)
    .where("photos.storage_key", "like", "guest/%")
    .where("photos.id", ">", after)
    .orderBy("photos.id")
    .limit(BATCH)
    .$narrowType<{ from: NotNull; userId: NotNull }>()
    .execute();
}

async function relocate(deps: RelocateDeps, { id, from, userId }: ClaimedPhoto): Promise<boolean> {
  const folder = photoFolder({ kind: "user", id: userId });
  const copies = new Set<string>();
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    const photo = await findPhoto(deps.db, id);
    // Gone, or moved by another worker.
    if (photo?.storageKey !== from) break;
    const keys = [from, photo.thumbnailKey].filter((key) => key !== null);
    const moves = keys.map((key) => ({ key, to: key.replace(/^guest/, folder) }));
    for (const { to } of moves) copies.add(to);
    if (await move(deps, id, moves)) return true;
  }
  // What was written for a row that is gone must not stay; what a row names was moved by another worker.
  for (const key of copies) {
    if (!(await isPhotoKeyKnown(deps.db, key))) await deps.photoStore.delete(key);
  }
  return false;
}

type Move = { readonly key: string; readonly to: string };

/** Moves a photo and, once it is made, its thumbnail. False when the row changed meanwhile, or a file is lost. */
async function move(
  { db, photoStore }: RelocateDeps,
  id: string,
  moves: readonly Move[],
): Promise<boolean> {
  const [photo, thumbnail] = moves;
  if (!photo) return false;
  try {
    for (const { key, to } of moves) await photoStore.write(to, await photoStore.read(key));
  } catch (error) {
    // Deleted meanwhile, moved by another worker, or lost: no reason to leave the others where they are.
    if (error instanceof PhotoMissing) return false;
    throw error;
  }
  const { numUpdatedRows } = await db
    .updateTable("photos")
    .set({ storage_key: photo.to, thumbnail_key: thumbnail?.to ?? null })
    .where("id", "=", id)
    .where("storage_key", "=", photo.key)
    // A thumbnail that has come since would stay behind, and its row would not know.
    .where("thumbnail_key", thumbnail ? "=" : "is", thumbnail?.key ?? null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  for (const { key } of moves) await photoStore.delete(key);
  return true;
}
