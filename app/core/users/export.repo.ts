import type { Selectable } from "kysely";
import { toAnalysis } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import { type AuditEntry, toAuditEntry } from "../audit/audit.repo.ts";
import type { Db, PhotosTable } from "../database.ts";
import type { Hand } from "../photos/photo.ts";

/** Rows that are in memory at once: with their reports, less than a megabyte. */
export const EXPORT_BATCH = 20;

export type PhotoToExport = {
  readonly hand: Hand;
  /** Null until the worker has put the photo upright. */
  readonly storageKey: string | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
};

export type AnalysisToExport = {
  readonly analysis: Analysis;
  /** Left hand first. */
  readonly photos: readonly PhotoToExport[];
};

/** Every analysis of a user, in the order of their ids, loaded batch by batch. */
export async function* listAnalysesToExport(
  db: Db,
  userId: string,
): AsyncGenerator<AnalysisToExport, undefined> {
  const batches = inBatches((after) =>
    db
      .selectFrom("analyses")
      .selectAll()
      .where("user_id", "=", userId)
      .where("id", ">", after)
      .orderBy("id")
      .limit(EXPORT_BATCH)
      .execute(),
  );
  for await (const rows of batches) {
    const photos = await listPhotosOf(
      db,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      yield {
        analysis: toAnalysis(row),
        photos: photos.filter((photo) => photo.analysis_id === row.id).map(toPhoto),
      };
    }
  }
}

/** Everything that is written down about a user, in the order in which it happened, batch by batch. */
export async function* listAuditToExport(
  db: Db,
  userId: string,
): AsyncGenerator<AuditEntry, undefined> {
  const batches = inBatches((after) =>
    db
      .selectFrom("audit_entries")
      .selectAll()
      .where("user_id", "=", userId)
      .where("id", ">", after)
      .orderBy("id")
      .limit(EXPORT_BATCH)
      .execute(),
  );
  for await (const rows of batches) yield* rows.map(toAuditEntry);
}

/** Calls `load` with the id that the batch before ended with, until there is nothing more. */
async function* inBatches<Row extends { readonly id: string }>(
  load: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[], undefined> {
  let after: string | undefined = "";
  while (after !== undefined) {
    const rows: readonly Row[] = await load(after);
    if (rows.length > 0) yield rows;
    after = rows.length < EXPORT_BATCH ? undefined : rows.at(-1)?.id;
  }
}

function listPhotosOf(
  db: Db,
  analysisIds: readonly string[],
): Promise<readonly Selectable<PhotosTable>[]> {
  return db
    .selectFrom("photos")
    .selectAll()
    .where("analysis_id", "in", analysisIds)
    .orderBy("hand")
    .execute();
}

function toPhoto(row: Selectable<PhotosTable>): PhotoToExport {
  return {
    hand: row.hand,
    storageKey: row.storage_key,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    sha256: row.sha256,
  };
}
