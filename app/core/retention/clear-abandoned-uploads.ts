import { isIncomingKeyKnown } from "../analyses/analyses.repo.ts";
import type { Db } from "../database.ts";
import type { Clock, PhotoStore } from "../ports.ts";

/** No request may take longer than 15 minutes; what is older and has no row was abandoned. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/**
 * Deletes incoming files that no row knows: a process died between writing a file and its row.
 *
 * @returns how many files were deleted
 */
export async function clearAbandonedUploads(deps: {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly clock: Clock;
}): Promise<number> {
  const cutoffMs = deps.clock.now().getTime() - ABANDONED_AFTER_MS;
  let deleted = 0;
  for await (const file of deps.photoStore.list("incoming")) {
    if (file.modifiedAt.getTime() > cutoffMs) continue;
    if (await isIncomingKeyKnown(deps.db, file.key)) continue;
    await deps.photoStore.delete(file.key);
    deleted += 1;
  }
  return deleted;
}
