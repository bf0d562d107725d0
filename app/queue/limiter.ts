import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { type LimiterRedis, withLimiterScripts } from "./limiter-scripts.ts";
import type { QueueLog } from "./log.ts";
import { createSentCalls } from "./sent-calls.ts";
import { createTurns } from "./turns.ts";

/** What a provider says with an answer or a refusal; leave out what it does not say. */
export type Feedback = {
  readonly status?: number | undefined;
  readonly limitRequests?: number | undefined;
  readonly limitTokens?: number | undefined;
  readonly remainingRequests?: number | undefined;
  readonly remainingTokens?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** What the call really used. Without it, what was reserved stays taken. */
  readonly usedTokens?: number | undefined;
};

export type LimiterState = {
  /** In the present window, as this limiter counts. */
  readonly used: Amount;
  /** What others seem to use of the same account. */
  readonly others: Amount;
  /** What counts now, before `ease`. */
  readonly limits: Amount;
  /** What the provider told; null until it has. */
  readonly learnt: { readonly requests: number | null; readonly tokens: number | null };
  /** The part of the limits that is used: less than 1 for a while after refusals. */
  readonly ease: number;
  /** Nothing is sent for so long, because the provider asked for it; milliseconds. */
  readonly blockedMs: number;
};
type Amount = { readonly requests: number; readonly tokens: number };

export type LimiterOptions = {
  readonly redis: Redis;
  /** Whose limits these are: provider and model. */
  readonly name: string;
  readonly prefix?: string;
  readonly limits: {
    /** Never exceeded; without it the limit is learnt from the provider, and small until then. */
    readonly requestsPerMinute?: number | undefined;
    readonly tokensPerMinute?: number | undefined;
    /** So much may be sent ahead of an even pace, milliseconds of it. */
    readonly burstMs?: number;
  };
  readonly log: QueueLog;
  /** Tests have no minute. */
  readonly timings?: Partial<LimiterTimings>;
};

export type LimiterTimings = {
  readonly windowMs: number;
  /** A call counts for so much longer than the window, because it may have reached the provider so much later. */
  readonly slackMs: number;
  /** After a loss processes have so long to bring back what they remember. */
  readonly settleMs: number;
};

const defaultTimings: LimiterTimings = { windowMs: 60_000, slackMs: 1_500, settleMs: 1_000 };

/** There is no room for the call soon enough. It was not made, and nothing was taken. */
export class LimiterBusy extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, options: ErrorOptions = {}) {
    super("the provider's limits leave no room now", options);
    this.name = "LimiterBusy";
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Limiter {
  /**
   * Makes the call when the limits have room for it, and tells the limiter what came of it. `tokens` is the most that
   * it may use. The call says through `tell` what the provider said, whether it succeeds or not.
   *
   * @throws LimiterBusy when there is no room within `maxWaitMs`, and when Redis does not answer
   */
  run<Result>(
    options: {
      readonly tokens: number;
      readonly signal: AbortSignal;
      readonly maxWaitMs?: number;
    },
    call: (tell: (feedback: Feedback) => void) => Promise<Result>,
  ): Promise<Result>;
  readState(): Promise<LimiterState>;
}

type Grant = {
  readonly slot: number;
  readonly tokens: number;
  /** In use and allowed when it was granted. */
  readonly used: Amount;
  readonly limits: Amount;
};

const REDIS_AWAY_MS = 2_000;
const DEFAULT_MAX_WAIT_MS = 20_000;

/**
 * Keeps all processes together within a provider's requests and tokens a minute: a sliding window in Redis, by Redis'
 * clock (lua/limiter-prelude.ts). See the README for what it guarantees and why.
 */
export function createLimiter(options: LimiterOptions): Limiter {
  const { log, limits } = options;
  const { windowMs, slackMs, settleMs } = { ...defaultTimings, ...options.timings };
  const burstMs = limits.burstMs ?? windowMs / 30;
  const sliceMs = Math.max(1, Math.round(windowMs / 240));
  const slices = Math.ceil((windowMs + slackMs) / sliceMs) + 1;
  const redis: LimiterRedis = withLimiterScripts(options.redis);
  const key = `${options.prefix ?? "hr"}:{limit:${options.name}}`;
  const me = randomUUID().slice(0, 8);
  const common = [
    me,
    sliceMs,
    slices,
    windowMs,
    limits.requestsPerMinute ?? 0,
    limits.tokensPerMinute ?? 0,
    settleMs,
  ] as const;

  const turns = createTurns();
  const sent = createSentCalls(slices);
  let learnt = { requests: 0, tokens: 0, until: 0, ease: 1 };
  /** What of a reservation is used in the end, on average. */
  let usedPart = 1;
  /** Of the newest correction that is in `sent`. */
  let number = 0;
  let rememberUntil = 0;
  let watch: NodeJS.Timeout | undefined;

  async function join(): Promise<void> {
    const { requests, tokens, until, ease } = learnt;
    await redis.hrLimitJoin(
      key,
      ...common,
      requests,
      tokens,
      Math.ceil(until),
      ease,
      number,
      ...sent.toArguments(),
    );
  }

  /** While we have something to remember, the ledger must have it: looks after it several times a settling time. */
  function keepWatch(): void {
    rememberUntil = performance.now() + slices * sliceMs;
    watch ??= setInterval(() => {
      if (performance.now() > rememberUntil) {
        clearInterval(watch);
        watch = undefined;
        return;
      }
      redis
        .hexists(key, `p:${me}`)
        .then((isMember) => (isMember === 1 ? undefined : join()))
        .catch((error: unknown) => log.debug({ err: error }, "limiter's ledger not reached"));
    }, settleMs / 6).unref();
  }

  /** A grant, or how long to wait for the next try. */
  async function ask(tokens: number, waitedMs: number): Promise<Grant | number> {
    const askedAt = performance.now();
    const [code, waitMs, slot, usedRequests, usedTokens, limitRequests, limitTokens] =
      await redis.hrLimitTake(
        key,
        ...common,
        tokens,
        Math.max(1, Math.round(tokens * usedPart)),
        Math.round(waitedMs),
        burstMs,
      );
    if (code === -1) {
      await join();
      return 0;
    }
    if (code === 0) return waitMs;
    sent.add(slot, 1, tokens);
    keepWatch();
    const grant: Grant = {
      slot,
      tokens,
      used: { requests: usedRequests, tokens: usedTokens },
      limits: { requests: limitRequests, tokens: limitTokens },
    };
    if (performance.now() - askedAt <= slackMs) return grant;
    // The answer took so long that the call would leave the window too late.
    giveBack(grant);
    return 0;
  }

  async function acquire(tokens: number, signal: AbortSignal, maxWaitMs: number): Promise<Grant> {
    const since = performance.now();
    const waited = () => performance.now() - since;
    const endTurn = await turns.take(signal);
    try {
      for (;;) {
        const answer = await ask(tokens, waited()).catch((error: unknown) => {
          throw new LimiterBusy(REDIS_AWAY_MS, { cause: error });
        });
        if (typeof answer !== "number") return answer;
        if (waited() + answer > maxWaitMs) throw new LimiterBusy(Math.max(answer, settleMs));
        // Not to the end in one go: calls that use less than they reserved make room earlier.
        await delay(Math.min(answer, settleMs / 4), undefined, { signal });
      }
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      endTurn();
    }
  }

  function giveBack(grant: Grant): void {
    void correct(grant, -1, -grant.tokens, {});
  }

  /** Never throws. Nobody waits for it: an answer that was paid for has to be put away first. */
  async function correct(
    { slot, used, limits: before }: Grant,
    requests: number,
    tokens: number,
    feedback: Feedback,
  ): Promise<void> {
    sent.add(slot, requests, tokens);
    const said = (change: { requests: number; tokens: number }) => {
      number += 1;
      return redis.hrLimitTell(
        key,
        ...common,
        slot,
        change.requests,
        change.tokens,
        feedback.status ?? 0,
        feedback.retryAfterMs === undefined ? "" : Math.round(feedback.retryAfterMs),
        feedback.limitRequests ?? "",
        feedback.remainingRequests ?? "",
        feedback.limitTokens ?? "",
        feedback.remainingTokens ?? "",
        used.requests,
        used.tokens,
        before.requests,
        before.tokens,
        number,
      );
    };
    try {
      let answer = await said({ requests, tokens });
      if (answer[0] === -1) {
        await join();
        // The correction is in what we have just brought.
        answer = await said({ requests: 0, tokens: 0 });
      }
      const [, limitRequests, limitTokens, until, ease] = answer;
      learnt = {
        requests: Number(limitRequests),
        tokens: Number(limitTokens),
        until: Number(until),
        ease: Number(ease),
      };
    } catch (error) {
      // What was reserved stays taken until it leaves the window.
      log.warn({ err: error }, "limiter was not told what a call used");
    }
  }

  return {
    async run({ tokens: asked, signal, maxWaitMs = DEFAULT_MAX_WAIT_MS }, call) {
      const tokens = Math.max(1, Math.ceil(asked));
      const grant = await acquire(tokens, signal, maxWaitMs);
      if (signal.aborted) {
        giveBack(grant);
        signal.throwIfAborted();
      }
      let feedback: Feedback = {};
      try {
        return await call((told) => (feedback = told));
      } finally {
        const { usedTokens } = feedback;
        if (usedTokens) usedPart += (usedTokens / tokens - usedPart) / 10;
        const change = usedTokens === undefined ? 0 : Math.round(usedTokens) - tokens;
        void correct(grant, 0, change, feedback);
      }
    },

    async readState() {
      const [
        usedRequests,
        usedTokens,
        othersRequests,
        othersTokens,
        limitRequests,
        limitTokens,
        learntRequests,
        learntTokens,
        ease,
        blockedMs,
      ] = await redis.hrLimitState(key, ...common);
      return {
        used: { requests: usedRequests, tokens: usedTokens },
        others: { requests: othersRequests, tokens: othersTokens },
        limits: { requests: limitRequests, tokens: limitTokens },
        learnt: { requests: learntRequests || null, tokens: learntTokens || null },
        ease: Number(ease),
        blockedMs,
      };
    },
  };
}
