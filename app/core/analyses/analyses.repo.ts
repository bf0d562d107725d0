import type { Insertable, Selectable } from "kysely";
import type { Hand } from "../photos/photo.ts";
import { type AnalysesTable, type Db, nowMs, type Tx } from "../database.ts";
import type { MessageParams } from "../errors.ts";
import type { Assessment, Report, Summary } from "../reading/reading.ts";
import { type Analysis, type FinishedReading } from "./analysis.ts";
import { type Owner, ownerColumn } from "./owner.ts";

export type NewAnalysis = Pick<
  Insertable<AnalysesTable>,
  "id" | "label" | "language" | "writing_hand" | "request_key" | "request_hash" | "content_hash"
> & { readonly owner: Owner };

/** Inserts a queued analysis. False when its owner has sent the same request before. */
export async function insertAnalysis(
  db: Db | Tx,
  { owner, ...analysis }: NewAnalysis,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("analyses")
    .values({
      ...analysis,
      [ownerColumn(owner)]: owner.id,
      status: "queued",
      run_token: "",
      lease_until: 0,
      not_before: 0,
      attempts: 0,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .onConflict((conflict) => conflict.columns([ownerColumn(owner), "request_key"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The analysis that the owner's earlier request made, and that request's hash. */
export async function findRequest(
  db: Db | Tx,
  owner: Owner,
  requestKey: string,
): Promise<{ analysis: Analysis; requestHash: string | null } | undefined> {
  const row = await db
    .selectFrom("analyses")
    .selectAll()
    .where(ownerColumn(owner), "=", owner.id)
    .where("request_key", "=", requestKey)
    .executeTakeFirst();
  return row && { analysis: toAnalysis(row), requestHash: row.request_hash };
}

/** Lets a request key be used again once it is older than `maxAgeMs`. */
export async function forgetOldRequest(
  db: Db | Tx,
  owner: Owner,
  requestKey: string,
  maxAgeMs: number,
): Promise<void> {
  await db
    .updateTable("analyses")
    .set({ request_key: null })
    .where(ownerColumn(owner), "=", owner.id)
    .where("request_key", "=", requestKey)
    .where(({ eb }) => eb("created_at", "<", eb(nowMs, "-", maxAgeMs)))
    .execute();
}

export async function findAnalysis(db: Db, id: string): Promise<Analysis | undefined> {
  const row = await db.selectFrom("analyses").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toAnalysis(row);
}

/** Finds an analysis only for whose it is; for everybody else it does not exist. */
export async function findAnalysisOf(
  db: Db | Tx,
  owner: Owner,
  id: string,
): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom("analyses")
    .selectAll()
    .where("id", "=", id)
    .where(ownerColumn(owner), "=", owner.id)
    .executeTakeFirst();
  return row && toAnalysis(row);
}

/** An analysis as a list shows it. */
export type AnalysisInList = Pick<
  Analysis,
  "id" | "label" | "status" | "error" | "language" | "createdAt"
> & {
  readonly headline: string | null;
  /** Whose thumbnail stands beside it; null before there is one. */
  readonly hand: Hand | null;
};

/** The owner's analyses, newest first. */
export async function listAnalysesOf(
  db: Db,
  owner: Owner,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ items: readonly AnalysisInList[]; total: number }> {
  const own = db.selectFrom("analyses").where(ownerColumn(owner), "=", owner.id);
  const [rows, { total }] = await Promise.all([
    own
      .selectAll("analyses")
      .select(({ selectFrom }) =>
        selectFrom("photos")
          .select("hand")
          .whereRef("photos.analysis_id", "=", "analyses.id")
          .where("thumbnail_key", "is not", null)
          .orderBy("hand")
          .limit(1)
          .as("hand"),
      )
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute(),
    own.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  return {
    items: rows.map((row) => {
      const { id, label, status, error, language, createdAt, reading } = toAnalysis(row);
      const headline = reading?.summary.headline ?? null;
      return { id, label, status, error, language, createdAt, headline, hand: row.hand };
    }),
    total,
  };
}

export async function listAnalysisIdsOfUser(db: Db, userId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("analyses")
    .select("id")
    .where("user_id", "=", userId)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

export async function updateLabel(db: Db, id: string, label: string | null): Promise<void> {
  await db.updateTable("analyses").set({ label, updated_at: nowMs }).where("id", "=", id).execute();
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
    .where("guest_id", "is not", null)
    .where("created_at", "<", cutoffMs)
    .orderBy("created_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Keeps an analysis from being deleted until the transaction is over. False when it is gone. */
export async function lockAnalysis(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("analyses")
    .set((eb) => ({ updated_at: eb.ref("updated_at") }))
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteAnalysisRow(db: Db | Tx, id: string): Promise<void> {
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

export function toAnalysis(row: Selectable<AnalysesTable>): Analysis {
  return {
    id: row.id,
    owner: toOwner(row),
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

function toOwner({ guest_id, user_id }: Selectable<AnalysesTable>): Owner {
  return user_id === null ? { kind: "guest", id: guest_id ?? "" } : { kind: "user", id: user_id };
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
    sights: parseJson(row.sights) as FinishedReading["sights"],
    grounds: parseJson(row.grounds) as FinishedReading["grounds"],
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
    // What was taken over from an earlier reading took no time, and says nothing about one that is read.
    .where(({ or, eb }) => or([eb("recipe", "is not", null), eb("content_hash", "is", null)]))
    .orderBy("created_at", "desc")
    .limit(USUAL_SAMPLE)
    .execute();
  const times = rows
    .map((row) => (row.completed_at ?? row.created_at) - row.created_at)
    .sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  return median === undefined ? null : Math.max(1, Math.round(median / 1000));
}
