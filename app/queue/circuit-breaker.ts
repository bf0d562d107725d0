import type { Redis } from "ioredis";
import { breakerEnterScript, breakerReportScript, breakerStateScript } from "./lua/breaker.ts";

/** What a call showed: the other side answered · it did not · nobody knows, because the call was never made or stopped. */
export type CallOutcome = "ok" | "failed" | "unknown";

export type Pass = { readonly isProbe: boolean };

export type BreakerState = {
  readonly state: "closed" | "open" | "half_open";
  readonly failures: number;
  /** For how long nobody may call; milliseconds. */
  readonly openMs: number;
};

/** The other side does not answer at the moment, so nobody asks it. */
export class CircuitOpen extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super("the circuit is open");
    this.name = "CircuitOpen";
    this.retryAfterMs = retryAfterMs;
  }
}

export interface CircuitBreaker {
  /**
   * Must be followed by `report`.
   *
   * @throws CircuitOpen
   */
  enter(): Promise<Pass>;
  /** Says how many calls have failed in a row, everybody's together, and for how long the circuit is open now. */
  report(
    pass: Pass,
    outcome: CallOutcome,
  ): Promise<{ readonly failures: number; readonly openMs: number }>;
  readState(): Promise<BreakerState>;
}

export type CircuitBreakerOptions = {
  readonly redis: Redis;
  readonly name: string;
  readonly prefix?: string;
  /** So many failures in a row open it. */
  readonly failures?: number;
  /** It is open for so long at first, and twice as long after each probe that fails, milliseconds. */
  readonly coolDownMs?: number;
  readonly maxCoolDownMs?: number;
  /** A probe that has said nothing after so long is thought dead, milliseconds. */
  readonly probeMs: number;
};

type BreakerRedis = Redis & {
  hrBreakerEnter(key: string, probeMs: number): Promise<[code: 0 | 1 | 2, waitMs: number]>;
  hrBreakerReport(
    key: string,
    outcome: CallOutcome,
    isProbe: 0 | 1,
    failures: number,
    coolDownMs: number,
    maxCoolDownMs: number,
  ): Promise<[failures: number, openMs: number]>;
  hrBreakerState(key: string): Promise<[failures: number, openMs: number, isTripped: 0 | 1]>;
};

/**
 * Keeps all workers from asking somebody who is down: after some failures in a row nobody calls for a while; then one
 * call tries, and decides for all.
 */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { failures = 3, coolDownMs = 10_000, maxCoolDownMs = 300_000, probeMs } = options;
  options.redis.defineCommand("hrBreakerEnter", breakerEnterScript);
  options.redis.defineCommand("hrBreakerReport", breakerReportScript);
  options.redis.defineCommand("hrBreakerState", breakerStateScript);
  const redis = options.redis as BreakerRedis;
  const key = `${options.prefix ?? "hr"}:{breaker:${options.name}}`;

  return {
    async enter() {
      const [code, waitMs] = await redis.hrBreakerEnter(key, probeMs);
      if (code === 0) throw new CircuitOpen(waitMs);
      return { isProbe: code === 2 };
    },
    async report({ isProbe }, outcome) {
      const [inARow, openMs] = await redis.hrBreakerReport(
        key,
        outcome,
        isProbe ? 1 : 0,
        failures,
        coolDownMs,
        maxCoolDownMs,
      );
      return { failures: inARow, openMs };
    },
    async readState() {
      const [inARow, openMs, isTripped] = await redis.hrBreakerState(key);
      const state = isTripped === 0 ? "closed" : openMs > 0 ? "open" : "half_open";
      return { state, failures: inARow, openMs };
    },
  };
}
