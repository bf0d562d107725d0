import { randomUUID } from "node:crypto";
import { pino } from "pino";
import sharp from "sharp";
import { expect, inject, onTestFinished, test } from "vitest";
import { photoLimits } from "#core/photos/photo.ts";
import type { PaidCalls } from "#core/ports.ts";
import { verdictOf } from "#core/retry.ts";
import { createSharpCodec } from "#platform/photos/sharp-codec.ts";
import { createCallGuard } from "#platform/openai/call-guard.ts";
import { createDailyBudget } from "#platform/openai/daily-budget.ts";
import { createOpenAiReader } from "#platform/readers/openai/openai-reader.ts";
import { createReaderHold } from "#platform/readers/reader-hold.ts";
import { createCircuitBreaker } from "#queue/circuit-breaker.ts";
import { openWorkerClient } from "#queue/connection.ts";
import { createLimiter } from "#queue/limiter.ts";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { lookTrusting } from "#tests/support/trusting-eye.ts";

const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#d9a27e" } })
  .jpeg()
  .toBuffer();
const photo = { hand: "left" as const, jpeg, width: 64, height: 64 };

/** The OpenAI reader as a worker has it, with everything real but the queue's gate. */
async function given({ dailyUsd }: { dailyUsd?: number } = {}) {
  const openai = await startFakeOpenAi({
    limits: { requests: 1_000, tokens: 1_000_000 },
  });
  onTestFinished(() => openai[Symbol.asyncDispose]());
  const database = await openSqliteDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  const redis = openWorkerClient({ url: inject("redisUrl"), onError: () => undefined });
  onTestFinished(() => redis.disconnect());
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  const alerts: string[] = [];
  const log = { ...silentLog, error: (_: object, message: string) => alerts.push(message) };
  const gates: number[] = [];
  const held: string[] = [];
  let isPaused = false;
  const limiter = createLimiter({
    redis,
    name: "fake",
    prefix,
    limits: {},
    timings: { settleMs: 60 },
    log,
  });
  const hold = createReaderHold(redis, prefix);
  const guard = createCallGuard({
    limiter,
    breaker: createCircuitBreaker({ redis, name: "fake", prefix, coolDownMs: 200, probeMs: 5_000 }),
    budget: createDailyBudget({
      redis,
      db: database.db,
      clock: { now: () => new Date() },
      dailyUsd,
      prefix,
    }),
    hold,
    queue: {
      gate: async (ms) => void gates.push(ms),
      pause: async () => void (isPaused = true),
    },
    observer: { onHeld: (reason) => held.push(reason) },
    log,
  });
  const reader = createOpenAiReader({
    apiKey: "sk-test",
    baseUrl: openai.url,
    model: "gpt-4.1-mini",
    timeoutMs: 2_000,
    photoCodec: createSharpCodec({ limits: photoLimits }),
    look: lookTrusting,
    log,
    guard,
  });
  const paidCalls: PaidCalls = { once: (_, pay) => pay() };
  const signal = new AbortController().signal;
  const read = () =>
    reader.read({ photos: [photo], writingHand: null, language: "en" }, { signal, paidCalls });
  const fail = () => read().catch((error: unknown) => error);
  return { openai, read, fail, limiter, hold, alerts, gates, held, isPaused: () => isPaused };
}

test("a call that succeeds teaches the limiter the provider's limits and what was really used", async () => {
  const { read, limiter } = await given();
  await read();
  await expect
    .poll(async () => (await limiter.readState()).used)
    .toEqual({ requests: 1, tokens: 3_579 });
  expect((await limiter.readState()).limits).toEqual({ requests: 1_000, tokens: 1_000_000 });
});

test("a call reserves at least what the provider counts for it", async () => {
  const { read, openai, limiter } = await given();
  openai.script({ kind: "hang" });
  const reading = read().catch((error: unknown) => error);
  await expect.poll(() => openai.report().calls).toBe(1);
  const reserved = (await limiter.readState()).used.tokens;
  const text = openai.calls[0]?.text.length ?? 0;
  expect(reserved).toBeGreaterThan(text / 4 + 8_000);
  expect(reserved).toBeLessThan(14_000);
  await reading;
});

test("429 closes the gate for as long as the provider asks, and costs no attempt", async () => {
  const { fail, openai, gates, limiter } = await given();
  openai.script({ kind: "rate_limited", retryAfterSeconds: 7 });
  expect(verdictOf(await fail())).toEqual({ kind: "defer", delayMs: 7_000 });
  expect(gates).toEqual([7_000]);
  await expect.poll(async () => (await limiter.readState()).blockedMs).toBeGreaterThan(6_000);
});

test("while the limits leave no room the gate is closed, and nothing is sent", async () => {
  const { fail, openai, gates } = await given();
  openai.script({ kind: "rate_limited", retryAfterSeconds: 60 });
  await fail();
  const verdict = verdictOf(await fail());
  expect(verdict.kind).toBe("defer");
  expect(openai.report().calls).toBe(1);
  expect(gates).toHaveLength(2);
});

test("an empty account pauses the queue, raises an alert and says so to whoever waits", async () => {
  const { fail, openai, isPaused, alerts, hold, held } = await given();
  openai.script({ kind: "out_of_money" });
  expect(verdictOf(await fail()).kind).toBe("defer");
  expect(isPaused()).toBe(true);
  expect(alerts).toEqual([
    "provider's account is empty, queue paused until an operator resumes it",
  ]);
  await expect.poll(async () => (await hold.read())?.reason).toBe("out_of_money");
  expect(held).toEqual(["out_of_money"]);
});

test("a provider that is down is left alone, everybody is told, and a reading finishes once it is back", async () => {
  const { fail, read, openai, hold, gates } = await given();
  openai.always({ kind: "server_error" });
  const verdicts = [await fail(), await fail(), await fail(), await fail()].map(verdictOf);
  // Of an outage only the very first failure counts: it might have been the job's own.
  expect(verdicts.map(({ kind }) => kind)).toEqual(["retry", "defer", "defer", "defer"]);
  expect(openai.report().calls).toBe(3);
  expect(gates.length).toBeGreaterThan(0);
  await expect.poll(async () => (await hold.read())?.reason).toBe("away");

  openai.always(undefined);
  await expect
    .poll(
      () =>
        read().then(
          ({ model }) => model,
          () => undefined,
        ),
      { timeout: 5_000 },
    )
    .toBe("gpt-4.1-mini-2025-04-14");
  await expect.poll(() => hold.read()).toBeUndefined();
});

test("503 with Retry-After is obeyed", async () => {
  const { fail, openai, limiter } = await given();
  openai.script({ kind: "overloaded", retryAfterSeconds: 9 });
  await fail();
  await expect.poll(async () => (await limiter.readState()).blockedMs).toBeGreaterThan(8_000);
});

test("when the day's money is spent nothing more is bought, and readings wait", async () => {
  // One call may cost 0.0145 dollars and costs 0.003.
  const { read, fail, openai, hold, gates, alerts } = await given({ dailyUsd: 0.018 });
  await read();
  await read();
  const error = await fail();
  expect(error).toMatchObject({ code: "reader.budget_spent" });
  expect(verdictOf(error).kind).toBe("defer");
  expect(openai.report().calls).toBe(2);
  await expect.poll(async () => (await hold.read())?.reason).toBe("budget_spent");
  expect(alerts).toEqual(["daily budget is spent, readings wait for the next day"]);
  // Answers that were paid for still go through.
  expect(gates).toEqual([]);
});

test("while the day's money is only reserved a reading waits some seconds, and nobody is alarmed", async () => {
  const { read, fail, openai, hold, alerts } = await given({ dailyUsd: 0.018 });
  openai.script({ kind: "slow", ms: 1_000 });
  const first = read();
  await expect.poll(() => openai.report().calls).toBe(1);
  expect(verdictOf(await fail())).toEqual({ kind: "defer", delayMs: 5_000 });
  await first;
  expect(alerts).toEqual([]);
  expect(await hold.read()).toBeUndefined();
  await expect(read()).resolves.toBeDefined();
});

test("a failed call costs nothing of the day's money", async () => {
  const { read, fail, openai } = await given({ dailyUsd: 0.018 });
  openai.script({ kind: "wrong_key" }, { kind: "wrong_key" });
  await fail();
  await fail();
  await expect(read()).resolves.toBeDefined();
});

test("what a failed call leaves in the log holds none of the provider's words", async () => {
  const { fail, openai } = await given();
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  openai.script({ kind: "server_error" }, { kind: "server_error" }, { kind: "out_of_money" });
  for (let call = 0; call < 3; call += 1) log.error({ err: await fail() }, "job failed");
  expect(lines.map((line) => /status \d+/.exec(line)?.[0])).toEqual([
    "status 500",
    "status 500",
    "status 429",
  ]);
  expect(lines.join("")).not.toContain("fake: ");
});
