import { backoffMs } from "./backoff.ts";
import type { JobDefinition, JobId, Json, Ledger, Run, Token, Verdict } from "./define-job.ts";
import type { QueueLog } from "./log.ts";
import { createProgressReporter, type ProgressReporter } from "./progress-reporter.ts";
import type { Stopper } from "./stopper.ts";
import { entryParts } from "./token.ts";
import type { EndReason } from "./worker-observer.ts";

/** How a delivery ends in Redis, and why. `lost` needs no word to Redis: it is somebody else's by now, or nobody's. */
export type Outcome = {
  readonly how: "done" | "cancelled" | "release" | "lost" | "dead" | "retry" | "defer";
  readonly reason: EndReason;
  /** When the job shall come back, of `retry` and `defer`. */
  readonly delayMs?: number;
  /** What the handler or the ledger threw. */
  readonly error?: unknown;
};

export type RunJobOptions<Job, Result> = {
  readonly definition: JobDefinition;
  readonly ledger: Ledger<Job, Result>;
  readonly handle: (job: Job, run: Run) => Promise<Result>;
  readonly verdict: (error: unknown) => Verdict;
  readonly log: QueueLog;
  readonly random: () => number;
  readonly sendProgress: (delivery: Delivery, value: Json) => Promise<unknown>;
  readonly raiseFloor: (ms: number, seq: number) => Promise<unknown>;
  readonly forget: (id: JobId) => Promise<unknown>;
};

export type Delivery = {
  readonly id: JobId;
  readonly entry: string;
  readonly token: Token;
  /** Runs that have failed before this one. */
  readonly failures: number;
  readonly stopper: Stopper;
};

/** While the ledger does not answer, the job comes back after about this long, milliseconds. */
const LEDGER_PAUSE_MS = 2_000;

/** Somebody newer is at work on the row; look again after this long, milliseconds. */
const FENCED_PAUSE_MS = 5_000;

/**
 * Takes one delivery from claim to commit and says how it ends in Redis. Never throws: a ledger that does
 * not answer defers the job, and that costs it nothing.
 */
export async function runJob<Job, Result>(
  options: RunJobOptions<Job, Result>,
  delivery: Delivery,
): Promise<Outcome> {
  const { ledger, log } = options;
  const { id, token } = delivery;
  try {
    const claim = await ledger.claim(id, token);
    switch (claim.outcome) {
      case "claimed":
        return await runClaimed(options, delivery, claim.job);
      case "settled":
        return { how: "done", reason: "settled" };
      case "gone":
        // Somebody rang for it who had seen the row: the sweep, a moment before it was erased.
        await options.forget(id);
        return { how: "lost", reason: "gone" };
      case "cancelled":
        return { how: "cancelled", reason: "cancelled" };
      case "fenced": {
        if (claim.leaseAlive) return { how: "defer", reason: "fenced", delayMs: FENCED_PAUSE_MS };
        // Redis has lost its data and its clock went back: new entries must be newer than the ledger's token.
        const { ms, seq } = entryParts(claim.by);
        await options.raiseFloor(ms, seq);
        return { how: "release", reason: "fenced" };
      }
    }
  } catch (error) {
    log.warn({ jobId: id, err: error }, "ledger did not answer, job deferred");
    const delayMs = LEDGER_PAUSE_MS * (1 + options.random());
    return { how: "defer", reason: "ledger", delayMs, error };
  }
}

async function runClaimed<Job, Result>(
  options: RunJobOptions<Job, Result>,
  delivery: Delivery,
  job: Job,
): Promise<Outcome> {
  const { definition, ledger, log } = options;
  const { id, token, stopper, failures } = delivery;
  let progress: ProgressReporter | undefined;
  const timeout = setTimeout(() => stopper.stop("timeout"), definition.timeoutMs);
  let result: Result;
  try {
    const run: Run = {
      id,
      token,
      attempt: failures + 1,
      get signal() {
        return stopper.signal;
      },
      progress(value) {
        progress ??= createProgressReporter((said) => options.sendProgress(delivery, said));
        progress.report(value);
      },
    };
    result = await stopper.until(options.handle(job, run));
  } catch (error) {
    await progress?.flush();
    return await endFailedRun(options, delivery, error);
  } finally {
    clearTimeout(timeout);
  }
  await progress?.flush();
  // The work is done: a ledger that does not take it now defers the job, and costs it no attempt.
  if (await ledger.commit(id, token, result)) return { how: "done", reason: "committed" };
  log.warn({ jobId: id }, "result dropped, a newer run has the job");
  return { how: "done", reason: "fenced" };
}

async function endFailedRun<Job, Result>(
  options: RunJobOptions<Job, Result>,
  { id, token, failures, stopper }: Delivery,
  error: unknown,
): Promise<Outcome> {
  const { definition, ledger, log } = options;
  const stopReason = stopper.reason;
  if (stopReason === "lost" || stopReason === "cancelled") {
    return { how: stopReason, reason: stopReason };
  }
  if (stopReason === "shutdown") {
    await ledger.release(id, token);
    return { how: "release", reason: "shutdown" };
  }

  const reason = stopReason === "timeout" ? "timeout" : "error";
  const attempt = failures + 1;
  const verdict = options.verdict(error);
  if (verdict.kind === "defer") {
    const { delayMs } = verdict;
    log.info({ jobId: id, delayMs, err: error }, "job deferred");
    await ledger.postpone(id, token, error, delayMs);
    return { how: "defer", reason, delayMs, error };
  }
  if (verdict.kind === "decline") {
    log.info({ jobId: id, attempt, err: error }, "job has ended without a result");
    const isOurs = await ledger.fail(id, token, error);
    return isOurs ? { how: "done", reason, error } : { how: "done", reason: "fenced" };
  }
  if (verdict.kind === "fatal" || attempt >= definition.attempts) {
    const level = verdict.kind === "fatal" ? "info" : "error";
    log[level]({ jobId: id, attempt, err: error }, "job failed for good");
    const isOurs = await ledger.fail(id, token, error);
    // Somebody else has ended it, or works on it: that is no dead letter.
    return isOurs ? { how: "dead", reason, error } : { how: "done", reason: "fenced" };
  }
  const delayMs = backoffMs(attempt, { random: options.random });
  log.warn({ jobId: id, attempt, delayMs, err: error }, "job failed, will be tried again");
  await ledger.postpone(id, token, error, delayMs);
  return { how: "retry", reason, delayMs, error };
}
