import { basename, delimiter } from "node:path";
import { describe, expect, test } from "vitest";
import { openWorkerClient } from "#queue/connection.ts";
import { createLimiter } from "#queue/limiter.ts";
import { findProgram } from "#services/find-program.ts";
import { givenServer } from "#tests/support/queue-server.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { until } from "#tests/support/until.ts";

/** Other servers than the one that all tests run on: a Valkey on the PATH, and whatever EXTRA_REDIS_SERVERS names. */
const programs = [
  ...(findProgram("redis-server") === undefined ? [] : [findProgram("valkey-server")]),
  ...(process.env["EXTRA_REDIS_SERVERS"] ?? "").split(delimiter).flatMap((list) => list.split(",")),
].filter((program) => program !== undefined && program !== "");

test.skipIf(programs.length > 0)(
  "there is no other server here (skipped where a Valkey is on the PATH or EXTRA_REDIS_SERVERS names one)",
  ({ skip }) => skip("the queue was not tried on Valkey 8 or Redis 8"),
);

describe.each(programs.map((program) => ({ name: basename(program ?? ""), program })))(
  "on $name ($program)",
  ({ program }) => {
    const given = () => givenServer(program === undefined ? {} : { program });

    test("every job is done once, also after a worker has vanished and all data was lost", async () => {
      const { submit, startWorker, direct, ledger, untilAllAreDoneOnce } = await given();
      const lost = startWorker(() => new Promise(() => undefined));
      for (let i = 0; i < 10; i += 1) await submit(`before-${i}`);
      await until(() => [...ledger.rows.values()].some(({ state }) => state === "processing"), {
        what: "the first run",
      });
      lost.unplug();
      startWorker(async () => "read");
      await untilAllAreDoneOnce();

      for (let i = 0; i < 10; i += 1) await submit(`lost-${i}`);
      await direct.flushall();
      await untilAllAreDoneOnce();
    });

    test("the limiter lets through what the limits allow", async () => {
      const { open } = await given();
      const limiter = createLimiter({
        redis: open(openWorkerClient),
        name: "provider",
        limits: { requestsPerMinute: 600, tokensPerMinute: 1_000_000 },
        log: silentLog,
      });
      const { signal } = new AbortController();
      const answer = await limiter.run({ tokens: 100, signal }, async (tell) => {
        tell({ usedTokens: 50 });
        return "answer";
      });
      expect(answer).toBe("answer");
    });
  },
);
