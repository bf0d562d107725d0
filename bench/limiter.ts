import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { runLimited, type LimitedRun } from "#tests/support/limited-run.ts";
import { startRedis } from "#tests/support/redis-server.ts";

/**
 * How much of a provider's limits three processes use, and how often it has to refuse them: undisturbed, while its
 * headers halve the limits, and while the limiter's key is deleted every five seconds. `LIMITER_WINDOW_MS` makes the
 * minute shorter for a quick look.
 */
const windowMs = Number(process.env["LIMITER_WINDOW_MS"] ?? 60_000);
const windows = Number(process.env["LIMITER_WINDOWS"] ?? 4);
const part = windowMs / 60_000;
const folder = await mkdtemp(join(tmpdir(), "hastarekha-bench-"));
const redis = await startRedis(folder);

const common = {
  redisUrl: redis.url,
  processes: 3,
  callersEach: 12,
  windowMs,
  windows,
  slackMs: 1_500 * part,
  provider: {
    requests: 600 * part,
    tokens: 900_000 * part,
    answerMs: 1_000 * part,
    usedTokens: 1_500,
  },
} satisfies Partial<LimitedRun>;

const runs: Record<string, LimitedRun> = {
  steady: { ...common, name: "steady" },
  "limits halved halfway": {
    ...common,
    name: "halved",
    meanwhile: async ({ provider, signal }) => {
      await delay((windows / 2) * windowMs, undefined, { signal });
      await provider.setLimits({ requests: 300 * part, tokens: 450_000 * part });
    },
  },
  "key deleted every 5 s": {
    ...common,
    name: "deleted",
    meanwhile: async ({ redis: client, key, signal }) => {
      for (;;) {
        await delay(5_000, undefined, { signal });
        await client.del(key);
      }
    },
  },
};

console.log(`3 processes, ${windows} windows of ${windowMs / 1000} s each, all runs at once …`);
const rows = await Promise.all(
  Object.entries(runs).map(async ([name, run]) => {
    const { window, calls } = await runLimited(run);
    if (!window) throw new Error("the provider enforced nothing");
    const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
    const { violations, utilisation, peak } = window;
    return {
      run: name,
      calls,
      "use of requests": percent(utilisation.requests),
      "use of tokens": percent(utilisation.tokens),
      "highest use": percent(Math.max(peak.requests, peak.tokens)),
      "429s caused by us": violations.filter(({ isExcused }) => !isExcused).length,
      "429s before we could know": violations.filter(({ isExcused }) => isExcused).length,
    };
  }),
);
console.table(rows);
await redis.stop();
await rm(folder, { recursive: true, force: true });
