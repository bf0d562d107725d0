import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, test, type TestContext } from "vitest";
import { createApiClient } from "#tests/support/api-client.ts";
import { startProduct } from "#tests/support/product.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

/** Longer than two blocking reads and their watchdogs: what a worker does about one that is lost shows only then. */
const OUTAGE_MS = 35_000;

// Both tests wait for most of their time, so they do it together.
describe.concurrent("a Redis that is away for long", () => {
  test("photos sent before, during and after it are all read, and no death is counted", async ({
    expect,
    onTestFinished,
  }) => {
    const redis = await givenRedis(onTestFinished, { keeps: true });
    await using product = await startProduct({ redisUrl: redis.url });
    const guest = createApiClient(product.url);
    const send = async (spread: number) =>
      guest.submit({ left_image: Uint8Array.from(await drawHand({ spread })) });
    const ids = [await send(10)];

    await redis.stop();
    const goneAt = performance.now();
    ids.push(await send(12));
    await until(() => performance.now() - goneAt > OUTAGE_MS, {
      what: "the outage is over",
      withinMs: OUTAGE_MS + 5_000,
    });
    await redis.start();
    ids.push(await send(14));

    const backAt = performance.now();
    for (const id of ids) {
      expect(await guest.finish(id, 40_000)).toMatchObject({ status: "completed" });
    }
    expect(performance.now() - backAt).toBeLessThan(25_000);
    expect(product.lines.filter((line) => line.includes("jobs of silent workers"))).toEqual([]);
    expect(product.worker().exitCode).toBeNull();
  });

  test("a worker that can read nothing from a Redis that answers ends, so that a clean one is started", async ({
    expect,
    onTestFinished,
  }) => {
    const redis = await givenRedis(onTestFinished);
    await using product = await startProduct({ redisUrl: redis.url });
    const guest = createApiClient(product.url);
    const admin = new Redis(redis.url);
    onTestFinished(() => admin.disconnect());
    await admin.acl("SETUSER", "default", "-xreadgroup");
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });

    await until(() => product.worker().exitCode !== null, {
      what: "the worker has ended",
      withinMs: 90_000,
    });
    expect(product.worker().exitCode).toBe(1);
    expect(product.lines.filter((line) => line.includes("worker is stuck"))).toHaveLength(1);

    await admin.acl("SETUSER", "default", "+xreadgroup");
    product.startWorker();
    expect(await guest.finish(id)).toMatchObject({ status: "completed" });
  });
});

async function givenRedis(
  afterwards: TestContext["onTestFinished"],
  options?: Parameters<typeof startRedis>[1],
) {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-redis-"));
  const redis = await startRedis(folder, options);
  afterwards(async () => {
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return redis;
}
