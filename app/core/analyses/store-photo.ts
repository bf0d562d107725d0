import { createHash } from "node:crypto";
import type { Db } from "../database.ts";
import { normalisePhoto, type StoredPhoto } from "../photos/normalise-photo.ts";
import { PhotoMissing } from "../photos/photo-missing.ts";
import { PhotoRejected } from "../photos/photo.ts";
import { findPhoto, isPhotoKeyKnown, updatePhotoAsStored } from "../photos/photos.repo.ts";
import type { Log, PhotoCodec, PhotoQueue, PhotoStore, PhotoToRead } from "../ports.ts";
import { AnalysisNotFound, type AnalysisPhoto } from "./analysis.ts";

export type StorePhotoDeps = {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly photoCodec: PhotoCodec;
  readonly photoQueue: Pick<PhotoQueue, "ring">;
  readonly log: Log;
};

/**
 * Decodes a photo that has just arrived and puts the upright one in its place: file, row, then clean up.
 *
 * @throws PhotoRejected, AnalysisNotFound
 */
export async function storePhoto(
  deps: StorePhotoDeps,
  photo: AnalysisPhoto,
  options: { readonly folder: string; readonly signal: AbortSignal },
): Promise<PhotoToRead> {
  const { incomingKey, hand } = photo;
  if (incomingKey === null) throw new PhotoRejected("unreadable", { hand });
  const key = keyOf(photo, options.folder);
  return keep(
    deps,
    { ...photo, incomingKey },
    await normalisePhoto(deps, { incomingKey, hand, key }, options),
  );
}

/**
 * Stores a photo whose very bytes have been decoded before: the upright one of then is copied. Undefined when it cannot
 * be had any more.
 *
 * @throws AnalysisNotFound
 */
export async function storePhotoAsBefore(
  deps: StorePhotoDeps,
  photo: AnalysisPhoto,
  { folder, before }: { readonly folder: string; readonly before: AnalysisPhoto | undefined },
): Promise<PhotoToRead | undefined> {
  const { incomingKey } = photo;
  if (incomingKey === null || !before?.storageKey) return undefined;
  try {
    const { width, height } = before;
    const jpeg = await deps.photoStore.read(before.storageKey);
    const key = keyOf(photo, folder);
    await deps.photoStore.write(key, jpeg);
    const sha256 = createHash("sha256").update(jpeg).digest("hex");
    const stored = { key, jpeg, width, height, bytes: jpeg.byteLength, sha256 };
    return await keep(deps, { ...photo, incomingKey }, stored);
  } catch (error) {
    // Deleted or moved at this very moment: then this one is decoded like any other.
    if (error instanceof PhotoMissing) return undefined;
    throw error;
  }
}

/** Named by the row, so that a second run writes the same file again instead of another one. */
function keyOf({ analysisId, id }: AnalysisPhoto, folder: string): string {
  return `${folder}/${analysisId}/${id}.jpg`;
}

async function keep(
  { db, photoStore, photoQueue, log }: StorePhotoDeps,
  photo: AnalysisPhoto & { readonly incomingKey: string },
  stored: StoredPhoto,
): Promise<PhotoToRead> {
  if (await updatePhotoAsStored(db, photo, stored)) {
    await photoQueue.ring(photo.id).catch((error: unknown) => {
      // The row is the truth: the sweep finds it and rings again.
      log.warn({ photoId: photo.id, err: error }, "thumbnail noted but not rung for");
    });
  } else {
    // Deleted meanwhile, or stored by another run: what no row names must not stay.
    if (!(await isPhotoKeyKnown(db, stored.key))) await photoStore.delete(stored.key);
    if (!(await findPhoto(db, photo.id))) throw new AnalysisNotFound();
  }
  await photoStore.delete(photo.incomingKey);
  return { hand: photo.hand, jpeg: stored.jpeg, width: stored.width, height: stored.height };
}
