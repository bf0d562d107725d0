import type { Db } from "../database.ts";
import { forgetIncomingPhotos, listPhotos } from "../photos/photos.repo.ts";
import type { PhotoStore } from "../ports.ts";

/** Deletes the files of an analysis that will not be decoded any more. */
export async function discardIncomingPhotos(
  deps: { readonly db: Db; readonly photoStore: PhotoStore },
  analysisId: string,
): Promise<void> {
  const photos = await listPhotos(deps.db, analysisId);
  for (const { incomingKey } of photos) {
    if (incomingKey !== null) await deps.photoStore.delete(incomingKey);
  }
  await forgetIncomingPhotos(deps.db, analysisId);
}
