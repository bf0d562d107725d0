import { type Kysely, sql } from "kysely";
import { createAnalysisLedger } from "../analyses/analysis-ledger.ts";
import { giveUpAnalysis } from "../analyses/give-up-analysis.ts";
import { analysisJob } from "../analyses/jobs.ts";
import { replyJob } from "../conversations/jobs.ts";
import { DROPPED } from "../conversations/message.ts";
import { createReplyLedger } from "../conversations/reply-ledger.ts";
import { reserveReplyShare } from "../conversations/reply-uses.repo.ts";
import { type Db, type JobColumns, type JobStatus, nowMs, type Tx } from "../database.ts";
import { mailJob } from "../mail/jobs.ts";
import { createMailLedger } from "../mail/mails.repo.ts";
import { photoJob } from "../photos/jobs.ts";
import { createThumbnailLedger } from "../photos/thumbnails.repo.ts";
import type { PhotoStore } from "../ports.ts";
import type { SweptRows } from "./streams-admin.ts";

type JobTable = "analyses" | "thumbnails" | "mails" | "replies";

/** Tables whose rows are work, by the stream that brings it. */
const tables: Readonly<Record<string, JobTable>> = {
  [analysisJob.queue]: "analyses",
  [photoJob.queue]: "thumbnails",
  [mailJob.queue]: "mails",
  [replyJob.queue]: "replies",
};

/** Who stands in line for all mails and thumbnails: whose they are stays out of Redis. */
const NO_USER = "everybody";

/** The row behind a job, as the queue's ledger sees it. */
export type JobRow = {
  readonly stream: string;
  readonly id: string;
  readonly status: JobStatus;
  readonly attempts: number;
  readonly errorCode: string | null;
  /** True while a run owns the row. */
  readonly isLeased: boolean;
  /** How long the row asks to be left alone, milliseconds. */
  readonly waitMs: number;
  /** Who stands in line for it. */
  readonly user: string;
  /** Whose account it is about; null for a guest's reading, for thumbnails and for mails. */
  readonly userId: string | null;
};

/** The row behind a job. @returns undefined also for a stream that has no rows */
export async function findJobRow(db: Db, stream: string, id: string): Promise<JobRow | undefined> {
  const table = tables[stream];
  if (table === undefined) return undefined;
  const row = await anyRows(db)
    .selectFrom(table)
    .select([
      "id",
      "status",
      "attempts",
      "error_code",
      "not_before",
      nowMs.as("now"),
      (eb) => eb("lease_until", ">", nowMs).as("is_leased"),
    ])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const owner = await findOwner(db, table, id);
  return {
    stream,
    id,
    status: row.status,
    attempts: row.attempts,
    errorCode: row.error_code,
    // SQLite answers a comparison with 0 or 1, PostgreSQL with a boolean.
    isLeased: Boolean(row.is_leased),
    waitMs: Math.max(0, row.not_before - row.now),
    user: owner?.user_id ?? owner?.guest_id ?? NO_USER,
    userId: owner?.user_id ?? null,
  };
}

/** The rows behind these jobs of a stream, by id; what is gone is missing. */
export async function listJobStates(
  db: Db,
  stream: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly status: JobStatus; readonly errorCode: string | null }>> {
  const table = tables[stream];
  if (table === undefined || ids.length === 0) return new Map();
  const rows = await anyRows(db)
    .selectFrom(table)
    .select(["id", "status", "error_code"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { status: row.status, errorCode: row.error_code }]));
}

/** The stream whose job it is; undefined when there is no such row. */
export async function findStreamOfJob(db: Db, id: string): Promise<string | undefined> {
  for (const [stream, table] of Object.entries(tables)) {
    const row = await anyRows(db)
      .selectFrom(table)
      .select("id")
      .where("id", "=", id)
      .executeTakeFirst();
    if (row) return stream;
  }
  return undefined;
}

/** Whose readings and answers these are, by id; null for a guest's. What is gone is missing. */
export async function listOwners(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const [analyses, replies] = await Promise.all([
    db
      .selectFrom("analyses")
      .select(["id", "user_id"])
      .where("id", "in", [...ids])
      .execute(),
    db
      .selectFrom("replies")
      .innerJoin("conversations", "conversations.id", "replies.conversation_id")
      .select(["replies.id", "conversations.user_id"])
      .where("replies.id", "in", [...ids])
      .execute(),
  ]);
  return new Map([...analyses, ...replies].map((row) => [row.id, row.user_id]));
}

/** Puts a failed row back to its beginning; an answer takes its share of its user's day again. False when it has not failed. */
export async function requeueFailed(db: Db | Tx, stream: string, id: string): Promise<boolean> {
  const table = tables[stream];
  if (table === undefined) return false;
  const { numUpdatedRows } = await anyRows(db)
    .updateTable(table)
    .set({
      status: "queued",
      attempts: 0,
      error_code: null,
      error_params: null,
      completed_at: null,
      not_before: 0,
      lease_until: 0,
      updated_at: nowMs,
    })
    .where("id", "=", id)
    .where("status", "=", "failed")
    // An answer to an older question would come out of its turn, perhaps while another is being written.
    .$if(table === "replies", (query) => query.where(isNewestReply))
    .executeTakeFirst();
  const isRequeued = numUpdatedRows === 1n;
  if (isRequeued && table === "replies") {
    const owner = await findOwner(db, table, id);
    if (owner?.user_id) await reserveReplyShare(db, { replyId: id, userId: owner.user_id });
  }
  return isRequeued;
}

const isNewestReply = sql<boolean>`not exists (
  select 1 from replies as later
  where later.conversation_id = replies.conversation_id and later.turn > replies.turn
)`;

/** Cancels a row that has no result. False when it has one, or was cancelled before, or is gone. */
export async function cancelRow(db: Db | Tx, stream: string, id: string): Promise<boolean> {
  const table = tables[stream];
  if (table === undefined) return false;
  const { numUpdatedRows } = await anyRows(db)
    .updateTable(table)
    .set({
      status: "cancelled",
      // A conversation goes on around it: its owner is told that they have not stopped it themselves.
      error_code: table === "replies" ? DROPPED : null,
      error_params: null,
      lease_until: 0,
      updated_at: nowMs,
      completed_at: nowMs,
    })
    .where("id", "=", id)
    .where("status", "in", ["queued", "processing", "failed"])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The rows of a stream for the comparison with Redis; undefined for a stream that has none. */
export function sweptRowsOf(
  deps: { readonly db: Db; readonly photoStore: PhotoStore },
  stream: string,
): SweptRows | undefined {
  const table = tables[stream];
  if (table === undefined) return undefined;
  switch (table) {
    case "mails":
      return createMailLedger(deps.db);
    case "thumbnails":
      return createThumbnailLedger(deps.db);
    case "replies":
      return createReplyLedger(deps.db);
    case "analyses":
      return createAnalysisLedger(deps.db, { onFailed: (id) => giveUpAnalysis(deps, id) });
  }
}

async function findOwner(
  db: Db | Tx,
  table: JobTable,
  id: string,
): Promise<{ readonly user_id: string | null; readonly guest_id: string | null } | undefined> {
  if (table === "replies") {
    const row = await db
      .selectFrom("replies")
      .innerJoin("conversations", "conversations.id", "replies.conversation_id")
      .select("conversations.user_id")
      .where("replies.id", "=", id)
      .executeTakeFirst();
    return row && { user_id: row.user_id, guest_id: null };
  }
  if (table !== "analyses") return undefined;
  return db
    .selectFrom("analyses")
    .select(["user_id", "guest_id"])
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Kysely cannot say "one of these tables"; they share these columns. */
function anyRows(db: Db | Tx): Kysely<Record<JobTable, JobColumns>> {
  return db as unknown as Kysely<Record<JobTable, JobColumns>>;
}
