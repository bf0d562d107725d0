import type { Redis } from "ioredis";
import type { Db } from "#core/database.ts";
import type { Clock, Log } from "#core/ports.ts";
import { createCircuitBreaker } from "#queue/circuit-breaker.ts";
import { createLimiter } from "#queue/limiter.ts";
import type { ReaderConfig } from "../config.ts";
import { createReaderHold } from "../readers/reader-hold.ts";
import { createDailyBudget } from "./daily-budget.ts";

export type ProviderControls = ReturnType<typeof createProviderControls>;

export type ProviderState = Awaited<ReturnType<typeof readProviderState>>;

/** How limits, circuit, money and hold stand now, for admins and metrics. */
export async function readProviderState({ limiter, breaker, budget, hold }: ProviderControls) {
  const [limits, circuit, spending, held] = await Promise.all([
    limiter.readState(),
    breaker.readState(),
    budget.read(),
    hold.read(),
  ]);
  return { limits, circuit, spending, hold: held ?? null };
}

/** What stands between the workers and the provider, shared through Redis: also for whoever only looks at it. */
export function createProviderControls(
  config: Extract<ReaderConfig, { kind: "openai" }>,
  deps: {
    readonly redis: Redis;
    readonly db: Db;
    readonly clock: Clock;
    readonly log: Log;
  },
) {
  const { redis } = deps;
  const name = `openai:${config.model}`;
  return {
    limiter: createLimiter({ redis, name, limits: config.limits, log: deps.log }),
    // A probe may wait for the limits first.
    breaker: createCircuitBreaker({ redis, name, probeMs: config.timeoutMs + 30_000 }),
    budget: createDailyBudget({ ...deps, dailyUsd: config.dailyBudgetUsd }),
    hold: createReaderHold(redis),
  };
}
