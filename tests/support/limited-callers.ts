import { setTimeout as delay } from "node:timers/promises";
import { readFeedback } from "#platform/openai/read-feedback.ts";
import { openWorkerClient } from "#queue/connection.ts";
import { createLimiter, LimiterBusy, type LimiterOptions } from "#queue/limiter.ts";
import { askPalm, SMALLEST_CALL_TOKENS } from "./ask-palm.ts";
import { silentLog } from "./silent-log.ts";

export type LimitedCallers = Pick<LimiterOptions, "name" | "limits" | "timings"> & {
  readonly redisUrl: string;
  readonly providerUrl: string;
  /** How many call at a time. */
  readonly callers: number;
  readonly maxWaitMs?: number;
};

/**
 * One process of callers who always have something to ask, through a limiter of their own: `node
 * tests/support/limited-callers.ts '{…}'`, until SIGTERM. They know nothing of one another but what stands in Redis.
 */
const options = JSON.parse(process.argv[2] ?? "") as LimitedCallers;
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
const redis = openWorkerClient({ url: options.redisUrl, onError: () => undefined });
const limiter = createLimiter({ ...options, redis, log: silentLog });
const { signal } = stopping;

async function callForEver(): Promise<void> {
  const { maxWaitMs } = options;
  while (!signal.aborted) {
    try {
      await limiter.run(
        { tokens: SMALLEST_CALL_TOKENS, signal, ...(maxWaitMs ? { maxWaitMs } : {}) },
        async (tell) => {
          const response = await askPalm(options.providerUrl);
          const { usage } = (await response.json()) as { usage?: { total_tokens: number } };
          tell({
            ...readFeedback(response.headers, new Date()),
            status: response.status,
            usedTokens: usage?.total_tokens,
          });
        },
      );
    } catch (error) {
      if (!(error instanceof LimiterBusy)) throw error;
      await delay(error.retryAfterMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

const done = (error: unknown) => {
  if (!signal.aborted) throw error;
};
await Promise.all(Array.from({ length: options.callers }, () => callForEver().catch(done)));
process.exit();
