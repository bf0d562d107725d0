import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort } from "#services/free-port.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { type ParsedMetrics, parseMetrics } from "#tests/support/parse-metrics.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { listRoutes } from "#tests/support/route-table.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

const PATIENCE = 60_000;

async function givenProduct(): Promise<{
  product: Product;
  redis: Awaited<ReturnType<typeof startRedis>>;
  workerUrl: string;
}> {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-metrics-"));
  const redis = await startRedis(folder);
  const port = await findFreePort();
  const product = await startProduct({
    redisUrl: redis.url,
    env: { WORKER_PORT: String(port), QUEUE_TIME_SCALE: "0.2" },
  });
  onTestFinished(async () => {
    await product[Symbol.asyncDispose]();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const workerUrl = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${workerUrl}/healthz`).catch(() => null))?.ok === true, {
    what: `the worker is ready; it said ${product.lines.join("\n")}`,
  });
  return { product, redis, workerUrl };
}

async function scrape(url: string): Promise<ParsedMetrics> {
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(200);
  return parseMetrics(await answer.text());
}

test(
  "a request counts under its pattern, and no label ever holds an id",
  { timeout: PATIENCE },
  async () => {
    const { product, workerUrl } = await givenProduct();
    const guest = createApiClient(product.url);
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
    expect(await guest.finish(id)).toMatchObject({ status: "completed" });
    for (const path of [`/hi/analyses/${id}`, `/analyses/${id}/nothing`, "/%2e%2e/x"]) {
      // A request is counted when its answer has been taken.
      await (await guest.request(path)).text();
    }

    const requests = "hastarekha_http_requests_total";
    const web = await scrape(product.url);
    expect(web.value(requests, { route: "/api/v1/analyses", method: "POST", status: "202" })).toBe(
      1,
    );
    const shown = { route: "/hi/analyses/:analysisId", method: "GET", status: "200" };
    expect(web.value(requests, shown)).toBe(1);
    expect(web.value(requests, { route: "other", status: "404" })).toBeGreaterThanOrEqual(1);
    const patterns = new Set([...listRoutes().map(({ path }) => path), "/assets/*", "other"]);
    for (const { labels } of web.samples) {
      if (labels["route"] !== undefined) expect(patterns).toContain(labels["route"]);
    }
    const told = [...web.samples, ...(await scrape(workerUrl)).samples];
    expect(JSON.stringify(told)).not.toContain(id);
  },
);

test(
  "without Redis both answer within a second with what they know, and the worker says that it hears nothing",
  { timeout: PATIENCE },
  async () => {
    const { product, redis, workerUrl } = await givenProduct();
    const waiting = { queue: "analyses", state: "waiting" };
    for (const url of [product.url, workerUrl]) {
      const { value } = await scrape(url);
      expect(value("hastarekha_redis_up")).toBe(1);
      expect(value("hastarekha_queue_jobs", waiting)).toBe(0);
    }

    await redis.stop();
    for (const url of [product.url, workerUrl]) {
      const startedAt = performance.now();
      const { value } = await scrape(url);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect(value("hastarekha_redis_up")).toBe(0);
      expect(value("hastarekha_queue_jobs", waiting)).toBeUndefined();
      expect(value("hastarekha_process_resident_memory_bytes")).toBeGreaterThan(0);
    }
    await expect
      .poll(async () => (await fetch(`${workerUrl}/healthz`)).status, { timeout: 40_000 })
      .toBe(503);
    expect((await fetch(`${workerUrl}/-/healthz`)).status).toBe(200);
    await redis.start();
    await expect
      .poll(async () => (await fetch(`${workerUrl}/healthz`)).status, { timeout: 20_000 })
      .toBe(200);
  },
);
