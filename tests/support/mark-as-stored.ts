import type { Db } from "#core/database.ts";

/** Leaves a photo's row as the worker does once it is upright and its thumbnail is made. */
export async function markAsStored(
  db: Db,
  photoId: string,
  stored: {
    readonly key: string;
    readonly thumbnailKey: string | null;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    readonly sha256: string;
  },
): Promise<void> {
  const { key, thumbnailKey, width, height, bytes, sha256 } = stored;
  await db
    .updateTable("photos")
    .set({
      incoming_key: null,
      storage_key: key,
      thumbnail_key: thumbnailKey,
      mime: "image/jpeg",
      width,
      height,
      bytes,
      sha256,
    })
    .where("id", "=", photoId)
    .execute();
}
