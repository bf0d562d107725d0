import { type Db, nowMs } from "../database.ts";
import { DomainError } from "../errors.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import type { AnalysisQueue, Log } from "../ports.ts";
import type { Quota } from "../quotas/quota.ts";
import { takeQuotas } from "../quotas/quotas.repo.ts";
import type { Analysis } from "./analysis.ts";
import { countTriesSetAside, setPaidCallsAside } from "./paid-calls.repo.ts";

/** So long after a failure it may be tried again, milliseconds: one product's users made 7,333 calls a day by tapping. */
const COOL_DOWN_MS = 60_000;

/** The model's answers themselves were of no use: a run that read them again would only fail again. */
const uselessAnswers = new Set(["reader.refused", "reader.unusable"]);

/** So often new answers are bought in place of useless ones. A failed try gives its quota back, so quotas are no bound. */
const MOST_TRIES_ANEW = 2;

export class NotRetryable extends DomainError {
  constructor() {
    super("conflict", "analysis.not_retryable", "This reading cannot be tried again as it is.");
  }
}

class RetryTooSoon extends DomainError {
  constructor(retryAfterMs: number) {
    super("rate_limited", "analysis.retry_too_soon", "Wait a moment before trying again.", {
      retryAfterMs,
      params: { seconds: Math.ceil(retryAfterMs / 1000) },
    });
  }
}

/**
 * Whether the same photos may give a reading on another day: we failed, not the photo, and the photos are there.
 */
export async function isRetryable(db: Db, analysis: Analysis): Promise<boolean> {
  if (analysis.status !== "failed" || /^(photo|palm)\./.test(analysis.error?.code ?? "")) {
    return false;
  }
  if (
    hasUselessAnswers(analysis) &&
    (await countTriesSetAside(db, analysis.id)) >= MOST_TRIES_ANEW
  ) {
    return false;
  }
  const photos = await listPhotos(db, analysis.id);
  return photos.length > 0 && photos.every(({ storageKey }) => storageKey !== null);
}

function hasUselessAnswers({ error }: Analysis): boolean {
  return uselessAnswers.has(error?.code ?? "");
}

/**
 * Has a failed analysis read again, once its cool-down is over; it counts like a new one. Useless answers are asked for
 * anew, useful ones are not bought twice.
 *
 * @throws NotRetryable, RetryTooSoon, QuotaReached
 */
export async function retryAnalysis(
  deps: { readonly db: Db; readonly analysisQueue: AnalysisQueue; readonly log: Log },
  analysis: Analysis,
  { quotas, now }: { readonly quotas: readonly Quota[]; readonly now: Date },
): Promise<void> {
  if (!(await isRetryable(deps.db, analysis))) throw new NotRetryable();
  const failedAt = analysis.completedAt ?? analysis.updatedAt;
  const tooSoonMs = failedAt.getTime() + COOL_DOWN_MS - now.getTime();
  if (tooSoonMs > 0) throw new RetryTooSoon(tooSoonMs);

  await deps.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("analyses")
      .set({
        status: "queued",
        attempts: 0,
        error_code: null,
        error_params: null,
        completed_at: null,
        not_before: 0,
        updated_at: nowMs,
      })
      .where("id", "=", analysis.id)
      .where("status", "=", "failed")
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new NotRetryable();
    if (hasUselessAnswers(analysis)) await setPaidCallsAside(tx, analysis.id);
    await takeQuotas(tx, analysis.id, quotas);
  });
  try {
    await deps.analysisQueue.ringAgain(analysis.id, analysis.owner.id);
  } catch (error) {
    deps.log.warn({ analysisId: analysis.id, err: error }, "analysis stored but not rung for");
  }
}
