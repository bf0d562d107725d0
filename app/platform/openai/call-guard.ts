import type { Log } from "#core/ports.ts";
import { type HoldReason, ReaderHeld, ReaderRateLimited } from "#core/reading/reading-failures.ts";
import { type CircuitBreaker, CircuitOpen, type Pass } from "#queue/circuit-breaker.ts";
import { type Feedback, type Limiter, LimiterBusy } from "#queue/limiter.ts";
import type { QueueAdmin } from "#queue/queue-admin.ts";
import type { ReaderHold } from "../readers/reader-hold.ts";
import type { DailyBudget, TakenMoney } from "./daily-budget.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** What is told to whoever counts. */
export type GuardObserver = {
  /** A call was held back: by the limits, or for one of these reasons. */
  readonly onHeld?: (reason: HoldReason | "limits") => void;
  /** So long a call waited until the limits had room for it. */
  readonly onWaited?: (ms: number) => void;
};

export type CallGuardDeps = {
  readonly limiter: Limiter;
  readonly breaker: CircuitBreaker;
  readonly budget: DailyBudget;
  readonly hold: ReaderHold;
  /** The queue whose jobs make the calls. */
  readonly queue: Pick<QueueAdmin, "gate" | "pause">;
  readonly log: Log;
  readonly observer?: GuardObserver | undefined;
};

export type GuardedCall = {
  /** The most that the call may use. */
  readonly tokens: number;
  /** The most that it may cost, millionths of a dollar. */
  readonly cost: number;
  readonly signal: AbortSignal;
};

export type CallReport = {
  readonly feedback: (feedback: Feedback) => void;
  readonly cost: (realCost: number) => void;
};

/** Lets calls of a provider happen when its limits, its health and our money allow it. */
export interface CallGuard {
  /**
   * @throws ReaderHeld, ReaderRateLimited when the call was not made, or in vain, and another run should make it
   * @throws whatever else the call throws; a ProviderFailure is told apart by what it means
   */
  run<Result>(call: GuardedCall, make: (report: CallReport) => Promise<Result>): Promise<Result>;
}

/** Money that is raised in the settings is noticed after so long at the latest, milliseconds. */
const BUDGET_CHECK_MS = 15 * 60_000;

/** Money that is only reserved may be free again after so long, milliseconds. */
const RESERVED_MS = 5_000;

/** A gate also keeps back who needs no call, because the answer is there: not longer than this, milliseconds. */
const MOST_GATE_MS = 60_000;

/** What one failed call of several in a row is kept away for, milliseconds. */
const SHAKY_MS = 5_000;

/** The waiting page says why it waits until somebody has tried again, milliseconds. */
const WAITING_PAGE_MS = 90_000;

const WEEK_MS = 7 * 24 * 60 * 60_000;
const REDIS_AWAY_MS = 2_000;

export function createCallGuard(deps: CallGuardDeps): CallGuard {
  const { limiter, breaker, budget, hold, queue, log, observer } = deps;

  /** What may fail without harm. Nobody waits for it. */
  function quietly(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => log.warn({ err: error, what }, "provider's guard was not told"));
  }

  function holdBack(
    reason: HoldReason,
    forMs: number,
    retryAfterMs: number,
    options: { cause?: unknown } = {},
  ): ReaderHeld {
    observer?.onHeld?.(reason);
    quietly("hold", hold.put(reason, forMs));
    return new ReaderHeld(reason, retryAfterMs, options);
  }

  function gate(ms: number): void {
    quietly("gate", queue.gate(Math.min(MOST_GATE_MS, Math.ceil(ms))));
  }

  function waitForLimits(retryAfterMs: number, cause: unknown): ReaderRateLimited {
    observer?.onHeld?.("limits");
    gate(retryAfterMs);
    return new ReaderRateLimited(retryAfterMs, { cause });
  }

  async function takeMoney(cost: number): Promise<TakenMoney> {
    const taken = await budget.take(cost);
    if (taken === "reserved") {
      // No gate and no hold: calls that end soon make room.
      observer?.onHeld?.("limits");
      throw new ReaderRateLimited(RESERVED_MS);
    }
    if (taken !== "spent") return taken;
    const renewsInMs = budget.renewsInMs();
    log.error({ renewsInMs }, "daily budget is spent, readings wait for the next day");
    // No gate: answers that were paid for, and readings that need none, still go through.
    throw holdBack("budget_spent", renewsInMs, Math.min(renewsInMs, BUDGET_CHECK_MS));
  }

  async function enter(): Promise<Pass> {
    try {
      return await breaker.enter();
    } catch (error) {
      if (!(error instanceof CircuitOpen)) throw error;
      gate(error.retryAfterMs);
      throw holdBack("away", error.retryAfterMs + WAITING_PAGE_MS, error.retryAfterMs);
    }
  }

  /** What a failed call means for the job that made it, and for all others. */
  async function judge(pass: Pass, error: unknown): Promise<unknown> {
    if (error instanceof LimiterBusy) {
      quietly("breaker", breaker.report(pass, "unknown"));
      return waitForLimits(error.retryAfterMs, error);
    }
    if (!(error instanceof ProviderFailure)) {
      quietly("breaker", breaker.report(pass, "unknown"));
      return error;
    }
    switch (error.means) {
      case "busy":
        quietly("breaker", breaker.report(pass, "ok"));
        return waitForLimits(error.retryAfterMs ?? SHAKY_MS, error.cause);
      case "out_of_money":
        quietly("breaker", breaker.report(pass, "ok"));
        log.error({}, "provider's account is empty, queue paused until an operator resumes it");
        quietly("pause", queue.pause());
        return holdBack("out_of_money", WEEK_MS, MOST_GATE_MS, { cause: error.cause });
      case "refused":
        quietly("breaker", breaker.report(pass, "ok"));
        return error.toReaderError();
      case "down": {
        const { failures, openMs } = await breaker
          .report(pass, "failed")
          .catch(() => ({ failures: 2, openMs: 0 }));
        if (openMs > 0) {
          log.error({ failures, openMs }, "provider does not answer, readings wait");
          gate(openMs);
          return holdBack("away", openMs + WAITING_PAGE_MS, openMs, { cause: error.cause });
        }
        // One failure may be the job's own; where others fail as well, it is not.
        return failures > 1
          ? new ReaderHeld("away", error.retryAfterMs ?? SHAKY_MS, { cause: error.cause })
          : error.toReaderError();
      }
    }
  }

  return {
    async run({ tokens, cost, signal }, make) {
      const redisAway = (error: unknown) => {
        if (error instanceof ReaderHeld || error instanceof ReaderRateLimited) throw error;
        throw new ReaderRateLimited(REDIS_AWAY_MS, { cause: error });
      };
      const money = await takeMoney(cost).catch(redisAway);
      // What is not known to have been paid is not counted, except where an answer may have been on its way.
      let realCost = 0;
      try {
        const pass = await enter().catch(redisAway);
        try {
          const askedAt = performance.now();
          const result = await limiter.run({ tokens, signal }, (tell) => {
            observer?.onWaited?.(performance.now() - askedAt);
            realCost = cost;
            return make({ feedback: tell, cost: (real) => (realCost = real) });
          });
          quietly("breaker", breaker.report(pass, "ok"));
          quietly("hold", hold.clear());
          return result;
        } catch (error) {
          if (signal.aborted) {
            // Whoever was to try for all has not tried.
            quietly("breaker", breaker.report(pass, "unknown"));
            signal.throwIfAborted();
          }
          throw await judge(pass, error);
        }
      } finally {
        quietly("budget", money.correct(realCost));
      }
    },
  };
}
