import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createApiClient } from "#tests/support/api-client.ts";
import { startProduct } from "#tests/support/product.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { until } from "#tests/support/until.ts";

test("while Redis is away nobody is told that they are logged out, and afterwards they are not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-redis-"));
  const redis = await startRedis(folder, { keeps: true });
  try {
    await using product = await startProduct({ redisUrl: redis.url, worker: false });
    const client = createApiClient(product.url);
    const registered = await client.json("POST", "/api/v1/auth/register", {
      email: "patient@example.org",
      password: "a quiet evening by the river",
    });
    expect(registered.status).toBe(201);
    expect((await client.request("/account")).status).toBe(200);

    await redis.stop();
    const pages = ["/account", "/analyses", "/hi/account"];
    for (const path of pages) {
      const response = await client.request(path);
      expect(response.status, path).toBe(503);
      expect(response.headers.getSetCookie(), path).toEqual([]);
      expect(await response.text(), path).toMatch(/in a moment|थोड़ी देर/);
    }
    const me = await client.request("/api/v1/auth/me");
    expect(me.status).toBe(503);
    expect(await me.json()).toMatchObject({ type: "/problems/service.unavailable" });
    // What belongs to nobody goes on, and so does a guest's way to send a photo.
    expect((await fetch(product.url)).status).toBe(200);
    expect((await fetch(`${product.url}/analyses/new`)).status).toBe(200);

    await redis.start();
    await until(async () => (await client.request("/account")).status === 200, {
      what: "the account's page is back, with its session",
    });
  } finally {
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
