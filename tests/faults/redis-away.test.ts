import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { createApiClient } from "#tests/support/api-client.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { startProduct } from "#tests/support/product.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";

describe("Redis that goes away", () => {
  test("a restart in the middle of the queue loses nothing, and meanwhile photos are still taken", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hastarekha-redis-"));
    const redis = await startRedis(folder);
    await using product = await startProduct({
      redisUrl: redis.url,
      env: { WORKER_CONCURRENCY: "1" },
    });
    const guest = createApiClient(product.url);
    const photo = Uint8Array.from(await drawHand());
    const ids = [];
    for (let i = 0; i < 3; i += 1) ids.push(await guest.submit({ left_image: photo }));

    await redis.stop();
    ids.push(
      await guest.submit({ right_image: Uint8Array.from(await drawHand({ hand: "right" })) }),
    );
    expect(await (await guest.request("/healthz")).json()).toMatchObject({ redis: "unavailable" });
    // It comes back without its data: the worst kind of restart.
    await redis.start();

    for (const id of ids) {
      expect(await guest.finish(id, 90_000)).toMatchObject({ status: "completed" });
    }
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("an emptied Redis loses nothing", async () => {
    await using product = await startProduct({ worker: false });
    const guest = createApiClient(product.url);
    const photo = Uint8Array.from(await drawHand());
    const id = await guest.submit({ left_image: photo });
    const redis = new Redis(product.redisUrl);
    await redis.flushall();
    await redis.quit();

    product.startWorker();
    expect(await guest.finish(id, 60_000)).toMatchObject({ status: "completed" });
  });
});
