import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import type { RateLimiter, RateRule } from "#core/ports.ts";
import { createGcraLimiter } from "#platform/rate-limits/gcra-limiter.ts";
import { openRedis } from "#platform/redis/open-redis.ts";
import { ServiceUnavailable } from "#platform/service-unavailable.ts";
import { findFreePort } from "#services/free-port.ts";
import { silentLog } from "#tests/support/silent-log.ts";

const secret = "a-key-of-the-tests-0123456789-abcdefghij";
const HOUR_MS = 60 * 60 * 1000;

describe("rate limits in Redis", () => {
  let redis: Redis;
  let limiter: RateLimiter;
  let name: string;

  beforeEach(() => {
    redis = new Redis(inject("redisUrl"));
    onTestFinished(() => redis.disconnect());
    limiter = createGcraLimiter(redis, secret);
    name = `test-${randomUUID()}`;
  });

  const rule = (limit: number, periodMs = HOUR_MS): RateRule => ({ name, limit, periodMs });
  const listKeys = () => redis.keys(`rate:${name}:*`);

  async function takeAll(count: number, of: RateRule, key = "somebody") {
    const waits: number[] = [];
    for (let taken = 0; taken < count; taken += 1) waits.push(await limiter.take(of, key));
    return waits;
  }

  /** As if so much time went by: what Redis keeps is the time at which the next one would be due. */
  async function letPass(ms: number) {
    const [key = ""] = await listKeys();
    const due = Number(await redis.get(key));
    await redis.set(key, String(due - ms), "KEEPTTL");
  }

  test("grants a burst, then says how long to wait for the next one", async () => {
    const waits = await takeAll(6, rule(5));

    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    const gapMs = HOUR_MS / 5;
    expect(waits[5]).toBeGreaterThan(gapMs - 5_000);
    expect(waits[5]).toBeLessThanOrEqual(gapMs);
  });

  test("after the wait that it named there is one, and then one for each gap", async () => {
    const [wait = 0] = (await takeAll(6, rule(5))).slice(5);

    await letPass(wait - 5_000);
    expect(await limiter.take(rule(5), "somebody")).toBeGreaterThan(0);
    await letPass(5_000);
    expect(await limiter.take(rule(5), "somebody")).toBe(0);
    expect(await limiter.take(rule(5), "somebody")).toBeGreaterThan(HOUR_MS / 5 - 5_000);

    await letPass((2 * HOUR_MS) / 5);
    const waits = await takeAll(3, rule(5));
    expect(waits.map((ms) => ms === 0)).toEqual([true, true, false]);
  });

  test("a refusal costs nothing", async () => {
    await takeAll(5, rule(5));

    const [first = 0, ...rest] = await takeAll(10, rule(5));

    for (const wait of rest) expect(wait).toBeLessThanOrEqual(first);
  });

  test("a long rest gives no more than one burst", async () => {
    await takeAll(5, rule(5));
    await letPass(100 * HOUR_MS);

    expect((await takeAll(6, rule(5))).map((ms) => ms === 0)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test("every key and every rule counts for itself", async () => {
    await takeAll(2, rule(2), "one");
    expect(await limiter.take(rule(2), "one")).toBeGreaterThan(0);

    expect(await limiter.take(rule(2), "other")).toBe(0);
    const another = { ...rule(2), name: `${name}-another` };
    expect(await limiter.take(another, "one")).toBe(0);
  });

  test("50 at once, by two processes, are granted exactly as many as the limit says", async () => {
    const second = new Redis(inject("redisUrl"));
    onTestFinished(() => second.disconnect());
    const other = createGcraLimiter(second, secret);

    const waits = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 === 0 ? limiter : other).take(rule(20), "somebody"),
      ),
    );

    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  });

  test("what it counts by does not stand in Redis, and is forgotten once the limit is whole again", async () => {
    const person = "asha@example.org";
    await takeAll(3, rule(5), person);

    const keys = await redis.keys("*");
    expect(await listKeys()).toHaveLength(1);
    expect(keys.join("\n")).not.toContain(person);
    const [key = ""] = await listKeys();
    expect(await redis.get(key)).toMatch(/^\d+\.\d{3}$/);
    const ttlMs = await redis.pttl(key);
    expect(ttlMs).toBeGreaterThan((3 * HOUR_MS) / 5 - 5_000);
    expect(ttlMs).toBeLessThanOrEqual((3 * HOUR_MS) / 5);
  });

  test("another secret gives other keys, so that nobody can look a person up", async () => {
    await limiter.take(rule(5), "asha@example.org");
    await createGcraLimiter(redis, "another-key-of-the-tests-0123456789").take(
      rule(5),
      "asha@example.org",
    );

    expect(await listKeys()).toHaveLength(2);
  });

  test("Redis that is away grants nothing silently", async () => {
    const away = openRedis(`redis://127.0.0.1:${await findFreePort()}`, silentLog);
    onTestFinished(() => away.disconnect());

    await expect(createGcraLimiter(away, secret).take(rule(5), "somebody")).rejects.toThrow(
      ServiceUnavailable,
    );
  });
});
