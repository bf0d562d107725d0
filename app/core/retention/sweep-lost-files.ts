import { type Db, nowMs } from "../database.ts";
import { isIncomingKeyKnown, isPhotoKeyKnown, listStoredKeys } from "../photos/photos.repo.ts";
import type { Clock, PhotoStore } from "../ports.ts";

/** Younger files may still be waiting for their row, milliseconds. */
const GRACE_MS = 60 * 60 * 1000;

const BATCH = 500;

export type LostFiles = {
  /** Files that no row names; they were deleted. */
  readonly filesWithoutRow: number;
  /** Files that a row names and that are not there. Nothing can bring them back; somebody has to know. */
  readonly rowsWithoutFile: number;
};

/** Compares the photo store with the rows, both ways, and writes down what it found. */
export async function sweepLostFiles(deps: {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly clock: Clock;
}): Promise<LostFiles> {
  const found = {
    filesWithoutRow: await deleteFilesWithoutRow(deps),
    rowsWithoutFile: await countRowsWithoutFile(deps),
  };
  for (const [finding, count] of Object.entries(found))
    await recordFinding(deps.db, finding, count);
  return found;
}

/** What the last run of the sweep found, for admins and metrics. */
export async function listSweepFindings(
  db: Db,
): Promise<
  readonly { readonly finding: string; readonly count: number; readonly foundAt: Date }[]
> {
  const rows = await db.selectFrom("sweep_findings").selectAll().orderBy("finding").execute();
  return rows.map(({ finding, count, found_at }) => ({
    finding,
    count,
    foundAt: new Date(found_at),
  }));
}

async function deleteFilesWithoutRow({
  db,
  photoStore,
  clock,
}: Parameters<typeof sweepLostFiles>[0]): Promise<number> {
  const cutoffMs = clock.now().getTime() - GRACE_MS;
  let deleted = 0;
  for await (const file of photoStore.list("")) {
    if (file.modifiedAt.getTime() > cutoffMs) continue;
    const isKnown = file.key.startsWith("incoming/")
      ? await isIncomingKeyKnown(db, file.key)
      : await isPhotoKeyKnown(db, file.key);
    if (isKnown) continue;
    await photoStore.delete(file.key);
    deleted += 1;
  }
  return deleted;
}

async function countRowsWithoutFile({
  db,
  photoStore,
}: Parameters<typeof sweepLostFiles>[0]): Promise<number> {
  let missing = 0;
  for (let after = ""; ;) {
    const rows = await listStoredKeys(db, after, BATCH);
    for (const { keys } of rows) {
      for (const key of keys) {
        // A photo that was moved or deleted since we read its row is not missing: the row says so by now.
        if (!(await photoStore.has(key)) && (await isPhotoKeyKnown(db, key))) missing += 1;
      }
    }
    if (rows.length < BATCH) return missing;
    after = rows.at(-1)?.id ?? "";
  }
}

async function recordFinding(db: Db, finding: string, count: number): Promise<void> {
  await db
    .insertInto("sweep_findings")
    .values({ finding, count, found_at: nowMs })
    .onConflict((conflict) => conflict.column("finding").doUpdateSet({ count, found_at: nowMs }))
    .execute();
}
