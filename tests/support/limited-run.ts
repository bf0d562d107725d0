import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import type { FakeReport } from "./fake-openai.ts";
import { type FakeProvider, startFakeProvider } from "./fake-provider.ts";
import type { LimitedCallers } from "./limited-callers.ts";
import { end } from "./product.ts";
import type { ProviderLimits } from "./provider-window.ts";

export type LimitedRun = {
  readonly redisUrl: string;
  readonly name: string;
  readonly processes: number;
  readonly callersEach: number;
  readonly provider: ProviderLimits & { readonly answerMs: number; readonly usedTokens: number };
  readonly windowMs: number;
  readonly slackMs?: number;
  readonly windows: number;
  readonly limits?: LimitedCallers["limits"];
  readonly maxWaitMs?: number;
  /** What happens meanwhile. */
  readonly meanwhile?: (stage: {
    readonly provider: FakeProvider;
    readonly redis: Redis;
    readonly key: string;
    readonly signal: AbortSignal;
  }) => Promise<unknown>;
};

/** Processes that call without a pause, a provider with true sliding limits, and its verdict after some windows. */
export async function runLimited(run: LimitedRun): Promise<FakeReport> {
  const { requests, tokens, answerMs, usedTokens } = run.provider;
  await using provider = await startFakeProvider({
    limits: { requests, tokens, windowMs: run.windowMs },
    answerMs,
    usage: { promptTokens: usedTokens - 1, completionTokens: 1 },
  });
  const options: LimitedCallers = {
    redisUrl: run.redisUrl,
    providerUrl: provider.url,
    name: run.name,
    callers: run.callersEach,
    limits: run.limits ?? { requestsPerMinute: requests, tokensPerMinute: tokens },
    timings: {
      windowMs: run.windowMs,
      ...(run.slackMs === undefined ? {} : { slackMs: run.slackMs }),
    },
    ...(run.maxWaitMs === undefined ? {} : { maxWaitMs: run.maxWaitMs }),
  };
  const children = Array.from({ length: run.processes }, () =>
    spawn(
      process.execPath,
      [new URL("./limited-callers.ts", import.meta.url).pathname, JSON.stringify(options)],
      { stdio: "inherit" },
    ),
  );
  const ending = new AbortController();
  const redis = new Redis(run.redisUrl);
  const key = `hr:{limit:${run.name}}`;
  const meanwhile = run.meanwhile?.({ provider, redis, key, signal: ending.signal });
  try {
    await delay(run.windows * run.windowMs);
    const report = await provider.report();
    return report;
  } finally {
    ending.abort();
    await meanwhile?.catch(() => undefined);
    await Promise.all(children.map(end));
    redis.disconnect();
  }
}
