import type { Db } from "../database.ts";
import {
  deleteAnalysis,
  deleteIdleGuests,
  listAnalysesBefore,
  listPhotos,
} from "../analyses/analyses.repo.ts";
import type { Clock, PhotoStore } from "../ports.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Analyses that one call deletes at most. */
const BATCH = 100;

/**
 * Deletes guests' analyses that are older than the retention time, with their photos and everything
 * that was read in them. Files go first: a row without files can be deleted again, a file without a
 * row would be found by nobody.
 *
 * @returns how many analyses were deleted
 */
export async function expireGuestAnalyses(
  deps: { readonly db: Db; readonly photoStore: PhotoStore; readonly clock: Clock },
  { retentionDays }: { readonly retentionDays: number },
): Promise<number> {
  const cutoffMs = deps.clock.now().getTime() - retentionDays * DAY_MS;
  const ids = await listAnalysesBefore(deps.db, cutoffMs, BATCH);
  for (const id of ids) {
    for (const photo of await listPhotos(deps.db, id)) {
      for (const key of [photo.incomingKey, photo.storageKey, photo.thumbnailKey]) {
        if (key !== null) await deps.photoStore.delete(key);
      }
    }
    await deleteAnalysis(deps.db, id);
  }
  await deleteIdleGuests(deps.db, cutoffMs - retentionDays * DAY_MS);
  return ids.length;
}
