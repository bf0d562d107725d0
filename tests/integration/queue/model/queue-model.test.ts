import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, inject, onTestFinished, test } from "vitest";
import { openWorkerClient } from "#queue/connection.ts";
import { keyPrefix } from "#queue/keys.ts";
import { withScripts } from "#queue/scripts.ts";
import { commands } from "./queue-commands.ts";
import { QueueModel } from "./queue-model.ts";

test("whatever happens to a queue, in whatever order, it does what the model does", async () => {
  const client = openWorkerClient({ url: inject("redisUrl"), onError: () => undefined });
  onTestFinished(() => client.disconnect());
  const redis = withScripts(client);
  let steps = 0;

  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: "+1" }), async (sequence) => {
      const keys = keyPrefix(`model-${randomUUID().slice(0, 8)}`, "work");
      const real = { redis, keys, held: new Map(), past: [] };
      await fc.asyncModelRun(() => ({ model: new QueueModel(), real }), sequence);
      steps += 1;
      const left = await redis.keys(`${keys}*`);
      if (left.length > 0) await redis.del(...left);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
  );
  expect(steps).toBeGreaterThan(0);
}, 90_000);
