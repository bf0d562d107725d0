import type { Db } from "../database.ts";
import type { PhotoCodec, PhotoStore } from "../ports.ts";
import { PhotoMissing } from "./photo-missing.ts";
import { findPhoto, updateThumbnail } from "./photos.repo.ts";
import type { ThumbnailToMake } from "./thumbnails.repo.ts";

const THUMBNAIL = { maxSide: 640, quality: 60 };

/** A photo moves once in its life, when it is claimed, and goes once. */
const MOST_LOOKS = 4;

export type MakeThumbnailDeps = {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly photoCodec: PhotoCodec;
};

/**
 * Makes the thumbnail of a stored photo and stores it beside it. Runs that meet write the same file.
 *
 * The photo may move or go meanwhile. The row takes the thumbnail only while it names the photo that it was made of;
 * otherwise nobody else knows of the file, and it goes.
 *
 * @throws PhotoMissing when the photo's file is lost
 */
export async function makeThumbnail(
  { db, photoStore, photoCodec }: MakeThumbnailDeps,
  { photoId }: ThumbnailToMake,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  let missing: Error | undefined;
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    signal.throwIfAborted();
    const photo = await findPhoto(db, photoId);
    if (!photo?.storageKey || photo.thumbnailKey !== null) return;
    const { storageKey } = photo;
    const thumbnailKey = storageKey.replace(/\.jpg$/, ".thumb.jpg");
    try {
      const jpeg = await photoStore.read(storageKey);
      await photoStore.write(thumbnailKey, await photoCodec.shrink(jpeg, THUMBNAIL));
    } catch (error) {
      if (!(error instanceof PhotoMissing)) throw error;
      missing = error;
      continue;
    }
    if (await updateThumbnail(db, photoId, { storageKey, thumbnailKey })) return;
    await photoStore.delete(thumbnailKey);
  }
  throw missing ?? new Error("the photo was never where its row said");
}
