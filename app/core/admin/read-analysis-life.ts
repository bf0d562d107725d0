import { findAnalysis } from "../analyses/analyses.repo.ts";
import { AnalysisNotFound, type AnalysisStatus } from "../analyses/analysis.ts";
import { analysisJob } from "../analyses/jobs.ts";
import type { Db } from "../database.ts";
import { DomainError } from "../errors.ts";
import type { PhotoStore } from "../ports.ts";
import { findUser } from "../users/users.repo.ts";
import { getStream } from "./admin-failures.ts";
import { explainRepair, type Repair } from "./explain-repair.ts";
import { findJobRow } from "./job-rows.repo.ts";
import { arePhotosThere } from "./retry-job.ts";
import type { JobReport, StreamEvent, StreamsAdmin } from "./streams-admin.ts";

/** Events of one analysis that its page shows. */
const SHOWN_EVENTS = 50;

export type ProviderCall = {
  readonly step: string;
  readonly model: string;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** In millionths of a dollar; null where nobody counted the tokens. */
  readonly cost: number | null;
  readonly at: Date;
};

/** One analysis's life, as those see it who run the product: nothing of its photos or of what it says. */
export type AnalysisLife = {
  readonly id: string;
  readonly owner: { readonly id: string; readonly email: string } | null;
  readonly status: AnalysisStatus;
  readonly errorCode: string | null;
  readonly attempts: number;
  readonly reader: "openai" | "builtin" | null;
  /** True while a run owns the row. */
  readonly isLeased: boolean;
  /** How long the row asks to be left alone, milliseconds. */
  readonly waitMs: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
  readonly arePhotosThere: boolean;
  readonly calls: readonly ProviderCall[];
  /** Null when Redis does not answer. */
  readonly inRedis: {
    readonly report: JobReport | null;
    readonly events: readonly StreamEvent[];
    readonly repair: Repair;
  } | null;
};

/** @throws AnalysisNotFound */
export async function readAnalysisLife(
  deps: {
    readonly db: Db;
    readonly photoStore: PhotoStore;
    readonly streamsAdmin: StreamsAdmin;
  },
  id: string,
): Promise<AnalysisLife> {
  const { db } = deps;
  const [analysis, row] = await Promise.all([
    findAnalysis(db, id),
    findJobRow(db, analysisJob.queue, id),
  ]);
  if (!analysis || !row) throw new AnalysisNotFound();
  const [owner, calls, arePhotos] = await Promise.all([
    row.userId === null ? undefined : findUser(db, row.userId),
    listProviderCalls(deps, id),
    arePhotosThere(deps, id),
  ]);
  const inRedis = await readRedis(deps.streamsAdmin, id).catch((error: unknown) => {
    if (DomainError.is(error) && error.kind === "unavailable") return null;
    throw error;
  });
  return {
    id,
    owner: owner ? { id: owner.id, email: owner.email } : null,
    status: row.status,
    errorCode: row.errorCode,
    attempts: row.attempts,
    reader: analysis.reading?.reader ?? null,
    isLeased: row.isLeased,
    waitMs: row.waitMs,
    createdAt: analysis.createdAt,
    updatedAt: analysis.updatedAt,
    completedAt: analysis.completedAt,
    arePhotosThere: arePhotos,
    calls,
    inRedis: inRedis && {
      ...inRedis,
      repair: explainRepair(row, inRedis.report ?? undefined, deps.streamsAdmin.silentAfterMs),
    },
  };
}

async function readRedis(streamsAdmin: StreamsAdmin, id: string) {
  const [report, events] = await Promise.all([
    getStream(streamsAdmin, analysisJob.queue).explain(id),
    streamsAdmin.listEvents({ streams: [analysisJob.queue], limit: SHOWN_EVENTS, jobId: id }),
  ]);
  return { report: report ?? null, events };
}

async function listProviderCalls(
  { db, streamsAdmin }: { readonly db: Db; readonly streamsAdmin: StreamsAdmin },
  analysisId: string,
): Promise<readonly ProviderCall[]> {
  const rows = await db
    .selectFrom("provider_calls")
    .select(["step", "model", "prompt_tokens", "completion_tokens", "created_at"])
    .where("analysis_id", "=", analysisId)
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    step: row.step,
    model: row.model,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    cost:
      row.prompt_tokens === null || row.completion_tokens === null
        ? null
        : streamsAdmin.costOf(row.model, {
            promptTokens: row.prompt_tokens,
            completionTokens: row.completion_tokens,
          }),
    at: new Date(row.created_at),
  }));
}
