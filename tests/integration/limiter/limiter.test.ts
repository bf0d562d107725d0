import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { openWorkerClient } from "#queue/connection.ts";
import { withLimiterScripts } from "#queue/limiter-scripts.ts";
import { createLimiter, type Feedback, LimiterBusy, type LimiterOptions } from "#queue/limiter.ts";
import { type LimitedRun, runLimited } from "#tests/support/limited-run.ts";
import { silentLog } from "#tests/support/silent-log.ts";

const windowMs = 1_200;
const timings = { windowMs, slackMs: 60, settleMs: 60 };
const never = new AbortController().signal;

/** Limiters of several processes over one ledger. */
function given(limits: LimiterOptions["limits"] = {}) {
  const url = inject("redisUrl");
  const name = `test-${randomUUID().slice(0, 8)}`;
  const open = () => {
    const redis = openWorkerClient({ url, onError: () => undefined });
    onTestFinished(() => redis.disconnect());
    return redis;
  };
  const redis = open();
  const createProcess = (client = open()) =>
    createLimiter({
      redis: client,
      name,
      limits: { burstMs: windowMs, ...limits },
      timings,
      log: silentLog,
    });
  return {
    redis,
    key: `hr:{limit:${name}}`,
    createProcess: () => createProcess(),
    /** A process whose corrections all reach Redis twice. */
    createTwice() {
      const client = withLimiterScripts(open());
      const limiter = createProcess(client);
      const tell = client.hrLimitTell.bind(client);
      let last: Parameters<typeof tell>;
      client.hrLimitTell = async (...args) => {
        last = args;
        await tell(...args);
        return tell(...args);
      };
      return { limiter, tellAgain: () => tell(...last) };
    },
  };
}

type Limiter = ReturnType<ReturnType<typeof given>["createProcess"]>;

const call = (
  limiter: Limiter,
  {
    tokens = 100,
    feedback = {},
    ...options
  }: { tokens?: number; feedback?: Feedback; maxWaitMs?: number; signal?: AbortSignal } = {},
) =>
  limiter.run({ tokens, signal: never, maxWaitMs: 0, ...options }, async (tell) => {
    tell(feedback);
    return "answer";
  });

/** Past the time in which a new ledger settles. */
async function settled(limiter: Limiter): Promise<void> {
  await call(limiter, { tokens: 1, maxWaitMs: 5_000, feedback: { usedTokens: 0 } });
}

describe("a limiter that several processes share", () => {
  test("lets through what the limits allow, and says when there will be room for more", async () => {
    const { createProcess } = given({ requestsPerMinute: 4, tokensPerMinute: 10_000 });
    const [one, two] = [createProcess(), createProcess()];
    await settled(one);
    await call(one);
    await call(two, { maxWaitMs: 1_000 });
    await call(one, { maxWaitMs: 1_000 });
    const refusal = await call(two).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LimiterBusy);
    expect((refusal as LimiterBusy).retryAfterMs).toBeLessThanOrEqual(windowMs + 100);
  });

  test("takes requests and tokens together or not at all", async () => {
    const { createProcess } = given({ requestsPerMinute: 100, tokensPerMinute: 1_000 });
    const limiter = createProcess();
    await settled(limiter);
    await call(limiter, { tokens: 900 });
    await expect(call(limiter, { tokens: 200 })).rejects.toBeInstanceOf(LimiterBusy);
    expect((await limiter.readState()).used).toEqual({ requests: 2, tokens: 900 });
  });

  test("gives back what a call did not use, and takes what it used beyond", async () => {
    const { createProcess } = given({ requestsPerMinute: 100, tokensPerMinute: 10_000 });
    const limiter = createProcess();
    await settled(limiter);
    await call(limiter, { tokens: 900, feedback: { usedTokens: 300 } });
    await expect.poll(async () => (await limiter.readState()).used.tokens).toBe(300);
    await call(limiter, { tokens: 100, feedback: { usedTokens: 250 } });
    await expect.poll(async () => (await limiter.readState()).used.tokens).toBe(550);
  });

  test("counts once what a client that was cut off sends twice", async () => {
    const { createTwice, redis, key } = given({
      requestsPerMinute: 100,
      tokensPerMinute: 10_000,
    });
    const { limiter, tellAgain } = createTwice();
    await settled(limiter);
    for (const usedTokens of [300, 950]) {
      await call(limiter, { tokens: 900, feedback: { usedTokens } });
    }
    await expect.poll(async () => (await limiter.readState()).used.tokens).toBe(1_250);
    // Also when the ledger was lost between the first time and the second, and is whole again.
    await redis.del(key);
    await expect.poll(() => redis.exists(key)).toBe(1);
    await tellAgain();
    expect((await limiter.readState()).used.tokens).toBe(1_250);
  });

  test("a slice from which too much was given back counts as nothing", async () => {
    const { createProcess, redis, key } = given({ tokensPerMinute: 10_000 });
    const limiter = createProcess();
    await settled(limiter);
    await call(limiter, { tokens: 100 });
    const slices = (await redis.hkeys(key)).filter((name) => name.startsWith("b"));
    for (const slice of slices) await redis.hincrby(key, slice, -500);
    expect((await limiter.readState()).used).toEqual({ requests: 2, tokens: 0 });
  });

  test("leaves a reservation where it is when nobody knows what the call used", async () => {
    const limiter = given({ tokensPerMinute: 10_000 }).createProcess();
    await settled(limiter);
    const lost = limiter.run({ tokens: 500, signal: never }, () =>
      Promise.reject(new Error("cut off")),
    );
    await expect(lost).rejects.toThrow("cut off");
    expect((await limiter.readState()).used.tokens).toBe(500);
  });

  test("waits for its turn, and makes the call as soon as there is room", async () => {
    const limiter = given({ requestsPerMinute: 2, tokensPerMinute: 10_000 }).createProcess();
    await settled(limiter);
    await call(limiter);
    const startedAt = performance.now();
    await expect(call(limiter, { maxWaitMs: 5_000 })).resolves.toBe("answer");
    expect(performance.now() - startedAt).toBeGreaterThan(windowMs / 2);
  });

  test("a caller that is told to stop while it waits takes nothing", async () => {
    const limiter = given({ requestsPerMinute: 2, tokensPerMinute: 10_000 }).createProcess();
    await settled(limiter);
    await call(limiter);
    const stopping = new AbortController();
    const options = { maxWaitMs: 5_000, signal: stopping.signal };
    const waiting = Promise.allSettled([call(limiter, options), call(limiter, options)]);
    const reason = new Error("cancelled");
    stopping.abort(reason);
    expect(await waiting).toEqual([
      { status: "rejected", reason },
      { status: "rejected", reason },
    ]);
    expect((await limiter.readState()).used.requests).toBe(2);
    await expect(call(limiter, { maxWaitMs: 5_000 })).resolves.toBe("answer");
  });

  test("a call that is stopped after it was let through and before it was made gives everything back", async () => {
    const { createProcess, redis } = given({ requestsPerMinute: 10, tokensPerMinute: 10_000 });
    const limiter = createProcess();
    await settled(limiter);
    const before = (await limiter.readState()).used;
    const stopping = new AbortController();
    const stopped = limiter.run({ tokens: 500, signal: stopping.signal }, () =>
      Promise.reject(new Error("was made")),
    );
    // The answer of Redis is on its way when the signal aborts.
    stopping.abort(new Error("cancelled"));
    await expect(stopped).rejects.toThrow("cancelled");
    await redis.ping();
    await expect.poll(async () => (await limiter.readState()).used).toEqual(before);
  });

  test("a large call is not starved by small ones that would always fit", async () => {
    // Without bursts: small calls leave the window one by one, and the next one is there at once.
    const limits = { requestsPerMinute: 1_000, tokensPerMinute: 1_000, burstMs: 1 };
    const { createProcess } = given(limits);
    const [large, small] = [createProcess(), createProcess()];
    await settled(large);
    await settled(small);
    const stopping = new AbortController();
    const { signal } = stopping;
    const busy = async () => {
      while (!signal.aborted) await call(small, { tokens: 150, maxWaitMs: 60_000, signal });
    };
    const crowd = Promise.allSettled([busy(), busy()]);
    await expect.poll(async () => (await small.readState()).used.tokens).toBeGreaterThan(800);
    await expect(call(large, { tokens: 900, maxWaitMs: 4 * windowMs })).resolves.toBe("answer");
    stopping.abort();
    await crowd;
  });
});

describe("what a provider says", () => {
  test("its limits replace what nobody configured, downwards and upwards", async () => {
    const limiter = given().createProcess();
    await settled(limiter);
    await call(limiter, { feedback: { limitRequests: 7, limitTokens: 5_000 } });
    await expect
      .poll(async () => (await limiter.readState()).limits)
      .toEqual({ requests: 7, tokens: 5_000 });
    await call(limiter, { feedback: { limitRequests: 9_000, limitTokens: 900_000 } });
    await expect
      .poll(async () => (await limiter.readState()).limits)
      .toEqual({ requests: 9_000, tokens: 900_000 });
  });

  test("nothing that it says exceeds what the operator set", async () => {
    const limiter = given({ requestsPerMinute: 50, tokensPerMinute: 5_000 }).createProcess();
    await settled(limiter);
    await call(limiter, { feedback: { limitRequests: 9_000, limitTokens: 2_000 } });
    await expect
      .poll(async () => (await limiter.readState()).limits)
      .toEqual({ requests: 50, tokens: 2_000 });
  });

  test("limits of 0 and -1 mean that it said nothing", async () => {
    const limiter = given({ requestsPerMinute: 50 }).createProcess();
    await settled(limiter);
    await call(limiter, {
      feedback: { limitRequests: -1, limitTokens: 0, remainingTokens: -1, remainingRequests: 0 },
    });
    await call(limiter, { feedback: { usedTokens: 5 } });
    const state = await limiter.readState();
    expect(state.learnt).toEqual({ requests: null, tokens: null });
    expect(state.others).toEqual({ requests: 0, tokens: 0 });
  });

  test("what is left of its limits tightens ours, because others use the account too", async () => {
    const limiter = given({ tokensPerMinute: 10_000 }).createProcess();
    await settled(limiter);
    await call(limiter, {
      tokens: 100,
      feedback: { limitTokens: 10_000, remainingTokens: 1_000, usedTokens: 100 },
    });
    await expect
      .poll(async () => (await limiter.readState()).others.tokens)
      .toBeGreaterThan(8_000 * 0.9);
    await expect(call(limiter, { tokens: 3_000 })).rejects.toBeInstanceOf(LimiterBusy);
  });

  test("after a refusal nobody sends before Retry-After, and then less than before", async () => {
    const { createProcess } = given({ requestsPerMinute: 100, tokensPerMinute: 10_000 });
    const [one, two] = [createProcess(), createProcess()];
    await settled(one);
    await settled(two);
    await call(one, { feedback: { status: 429, retryAfterMs: 400 } });
    await expect.poll(async () => (await one.readState()).blockedMs).toBeGreaterThan(0);
    await expect(call(two)).rejects.toMatchObject({ name: "LimiterBusy" });
    expect((await two.readState()).ease).toBeCloseTo(0.7);
    await call(two, { maxWaitMs: 1_000, feedback: { status: 200 } });
  });

  test("after a quiet time it dares more again, little by little", async () => {
    const limiter = given({ requestsPerMinute: 100, tokensPerMinute: 10_000 }).createProcess();
    await settled(limiter);
    await call(limiter, { feedback: { status: 429, retryAfterMs: 110 } });
    await expect
      .poll(
        async () => {
          await call(limiter, { maxWaitMs: 500, feedback: { status: 200, usedTokens: 1 } });
          return (await limiter.readState()).ease;
        },
        { timeout: 5_000 },
      )
      .toBeCloseTo(0.75);
  });

  test("503 with Retry-After is obeyed too", async () => {
    const limiter = given().createProcess();
    await settled(limiter);
    await call(limiter, { feedback: { status: 503, retryAfterMs: 5_000 } });
    await expect.poll(async () => (await limiter.readState()).blockedMs).toBeGreaterThan(4_000);
    expect((await limiter.readState()).ease).toBe(1);
  });
});

describe("a ledger that is lost", () => {
  test("is whole again before anybody sends: every process brings back what it sent", async () => {
    const { createProcess, redis, key } = given({ requestsPerMinute: 6, tokensPerMinute: 10_000 });
    const [one, two] = [createProcess(), createProcess()];
    await settled(one);
    await settled(two);
    await call(one, { tokens: 300, feedback: { usedTokens: 200 } });
    await call(two, { tokens: 400 });
    const before = (await one.readState()).used;
    await redis.del(key);
    await expect.poll(async () => (await one.readState()).used, { interval: 20 }).toEqual(before);
    expect(before).toEqual({ requests: 4, tokens: 600 });
  });

  test("forgets neither a refusal nor the limits that were learnt", async () => {
    const { createProcess, redis, key } = given();
    const limiter = createProcess();
    await settled(limiter);
    await call(limiter, {
      feedback: { status: 429, retryAfterMs: 60_000, limitRequests: 33, limitTokens: 4_000 },
    });
    await expect.poll(async () => (await limiter.readState()).blockedMs).toBeGreaterThan(0);
    await redis.del(key);
    await expect(call(limiter, { maxWaitMs: 200 })).rejects.toBeInstanceOf(LimiterBusy);
    const state = await limiter.readState();
    expect(state.blockedMs).toBeGreaterThan(50_000);
    expect(state.limits).toEqual({ requests: 33, tokens: 4_000 });
  });

  test("a Redis that does not answer makes callers come back later, not fail", async () => {
    const { redis } = given();
    const away = redis.duplicate({ commandTimeout: 100 });
    const limiter = createLimiter({ redis: away, name: "away", limits: {}, log: silentLog });
    away.disconnect();
    await expect(call(limiter, { maxWaitMs: 1_000 })).rejects.toBeInstanceOf(LimiterBusy);
  });
});

/** Three processes against true sliding limits; the full proof, with minutes, is `npm run bench -- limiter`. */
describe("three processes that always have something to ask", () => {
  const run = (meanwhile?: LimitedRun["meanwhile"]) =>
    runLimited({
      redisUrl: inject("redisUrl"),
      name: `run-${randomUUID().slice(0, 8)}`,
      processes: 3,
      callersEach: 6,
      provider: { requests: 60, tokens: 100_000, answerMs: 60, usedTokens: 1_500 },
      windowMs: 5_000,
      slackMs: 800,
      windows: 3,
      ...(meanwhile ? { meanwhile } : {}),
    });
  const caused = ({ window }: Awaited<ReturnType<typeof run>>) =>
    window?.violations.filter(({ isExcused }) => !isExcused);

  test("are never refused, and leave little unused", async () => {
    const report = await run();
    expect(caused(report)).toEqual([]);
    expect(report.window?.utilisation.requests).toBeGreaterThan(0.75);
  });

  test("are never refused while their ledger is deleted again and again", async () => {
    const report = await run(async ({ redis, key, signal }) => {
      for (;;) {
        // A new ledger settles for a second, and nobody sends meanwhile.
        await delay(2_300, undefined, { signal });
        await redis.del(key);
      }
    });
    expect(caused(report)).toEqual([]);
    expect(report.window?.utilisation.requests).toBeGreaterThan(0.7);
  });

  test("are refused no more once they were told that the limits are half as high", async () => {
    const report = await run(async ({ provider, signal }) => {
      await delay(7_000, undefined, { signal });
      await provider.setLimits({ requests: 30, tokens: 50_000 });
    });
    expect(caused(report)).toEqual([]);
    expect(report.window?.utilisation.requests).toBeGreaterThan(0.6);
  });
});
