import type { Insertable, Selectable } from "kysely";
import { type AnalysesTable, type Db, nowMs, type PhotosTable, type Tx } from "../database.ts";
import type { MessageParams } from "../errors.ts";
import type { ArrivedPhoto } from "../ports.ts";
import type { Assessment, Report, Summary } from "../reading/reading.ts";
import { type Analysis, type AnalysisPhoto, type FinishedReading } from "./analysis.ts";

export type NewAnalysis = Pick<
  Insertable<AnalysesTable>,
  "id" | "guest_id" | "label" | "language" | "writing_hand" | "request_key" | "request_hash"
>;

/** Inserts a queued analysis. False when the guest has sent the same request before. */
export async function insertAnalysis(db: Db | Tx, analysis: NewAnalysis): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("analyses")
    .values({
      ...analysis,
      status: "queued",
      run_token: "",
      lease_until: 0,
      not_before: 0,
      attempts: 0,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .onConflict((conflict) => conflict.columns(["guest_id", "request_key"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function insertPhotos(
  db: Db | Tx,
  analysisId: string,
  photos: readonly (ArrivedPhoto & { readonly id: string })[],
): Promise<void> {
  await db
    .insertInto("photos")
    .values(
      photos.map((photo) => ({
        id: photo.id,
        analysis_id: analysisId,
        hand: photo.hand,
        incoming_key: photo.incomingKey,
        mime: photo.mime,
        bytes: photo.bytes,
        width: photo.width,
        height: photo.height,
        sha256: photo.sha256,
        created_at: nowMs,
      })),
    )
    .execute();
}

/** The analysis that the guest's earlier request made, and that request's hash. */
export async function findRequest(
  db: Db | Tx,
  guestId: string,
  requestKey: string,
): Promise<{ analysis: Analysis; requestHash: string | null } | undefined> {
  const row = await db
    .selectFrom("analyses")
    .selectAll()
    .where("guest_id", "=", guestId)
    .where("request_key", "=", requestKey)
    .executeTakeFirst();
  return row && { analysis: toAnalysis(row), requestHash: row.request_hash };
}

/** Lets a request key be used again once it is older than `maxAgeMs`. */
export async function forgetOldRequest(
  db: Db | Tx,
  guestId: string,
  requestKey: string,
  maxAgeMs: number,
): Promise<void> {
  await db
    .updateTable("analyses")
    .set({ request_key: null })
    .where("guest_id", "=", guestId)
    .where("request_key", "=", requestKey)
    .where(({ eb }) => eb("created_at", "<", eb(nowMs, "-", maxAgeMs)))
    .execute();
}

export async function findAnalysis(db: Db, id: string): Promise<Analysis | undefined> {
  const row = await db.selectFrom("analyses").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toAnalysis(row);
}

export async function findAnalysisOfGuest(
  db: Db,
  guestId: string,
  id: string,
): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom("analyses")
    .selectAll()
    .where("id", "=", id)
    .where("guest_id", "=", guestId)
    .executeTakeFirst();
  return row && toAnalysis(row);
}

/** The photos of an analysis, left hand first. */
export async function listPhotos(db: Db, analysisId: string): Promise<readonly AnalysisPhoto[]> {
  const rows = await db
    .selectFrom("photos")
    .selectAll()
    .where("analysis_id", "=", analysisId)
    .orderBy("hand")
    .execute();
  return rows.map(toPhoto);
}

/** Notes where the upright photo is; from then on the incoming file is not needed. */
export async function updatePhotoAsStored(
  db: Db,
  id: string,
  stored: {
    readonly key: string;
    readonly thumbnailKey: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    readonly sha256: string;
  },
): Promise<void> {
  await db
    .updateTable("photos")
    .set({
      incoming_key: null,
      storage_key: stored.key,
      thumbnail_key: stored.thumbnailKey,
      mime: "image/jpeg",
      width: stored.width,
      height: stored.height,
      bytes: stored.bytes,
      sha256: stored.sha256,
    })
    .where("id", "=", id)
    .execute();
}

/** Photos of an analysis that will not be read: their incoming files are about to go. */
export async function forgetIncomingPhotos(db: Db, analysisId: string): Promise<void> {
  await db
    .updateTable("photos")
    .set({ incoming_key: null })
    .where("analysis_id", "=", analysisId)
    .execute();
}

/** Guests' analyses created before `cutoffMs`, oldest first. */
export async function listAnalysesBefore(
  db: Db,
  cutoffMs: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("analyses")
    .select("id")
    .where("created_at", "<", cutoffMs)
    .orderBy("created_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export async function deleteAnalysis(db: Db, id: string): Promise<void> {
  await db.deleteFrom("analyses").where("id", "=", id).execute();
}

/** Guests who have nothing left and whose cookie has had time to run out. */
export async function deleteIdleGuests(db: Db, cutoffMs: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("guests")
    .where("created_at", "<", cutoffMs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("analyses")
            .select("analyses.id")
            .whereRef("analyses.guest_id", "=", "guests.id"),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function isIncomingKeyKnown(db: Db, key: string): Promise<boolean> {
  const row = await db
    .selectFrom("photos")
    .select("id")
    .where("incoming_key", "=", key)
    .executeTakeFirst();
  return row !== undefined;
}

export function toAnalysis(row: Selectable<AnalysesTable>): Analysis {
  return {
    id: row.id,
    guestId: row.guest_id,
    label: row.label,
    language: row.language,
    writingHand: row.writing_hand,
    status: row.status,
    attempts: row.attempts,
    error:
      row.status === "failed" && row.error_code !== null
        ? {
            code: row.error_code,
            params: (parseJson(row.error_params) as MessageParams | null) ?? {},
          }
        : null,
    reading: toReading(row),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    completedAt: row.completed_at === null ? null : new Date(row.completed_at),
  };
}

/** Our own JSON, written by this program through a schema; it is not checked a second time. */
function parseJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

function toReading(row: Selectable<AnalysesTable>): FinishedReading | null {
  const summary = parseJson(row.summary) as Summary | null;
  const assessment = parseJson(row.assessment) as Assessment | null;
  if (row.status !== "completed" || !row.reader || !summary || !assessment) return null;
  return {
    reader: row.reader,
    model: row.model,
    promptVersion: row.prompt_version ?? "",
    assessment,
    summary,
    report: parseJson(row.report) as Report | null,
  };
}

function toPhoto(row: Selectable<PhotosTable>): AnalysisPhoto {
  return {
    id: row.id,
    analysisId: row.analysis_id,
    hand: row.hand,
    incomingKey: row.incoming_key,
    storageKey: row.storage_key,
    thumbnailKey: row.thumbnail_key,
    width: row.width,
    height: row.height,
  };
}

/** Enough to say something, few enough to be about today. */
const USUAL_SAMPLE = 20;

/** The median time from photo to reading of the latest ones, whole seconds; null before there are any. */
export async function findUsualSeconds(db: Db): Promise<number | null> {
  const rows = await db
    .selectFrom("analyses")
    .select(["created_at", "completed_at"])
    .where("status", "=", "completed")
    .orderBy("created_at", "desc")
    .limit(USUAL_SAMPLE)
    .execute();
  const times = rows
    .map((row) => (row.completed_at ?? row.created_at) - row.created_at)
    .sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  return median === undefined ? null : Math.max(1, Math.round(median / 1000));
}
