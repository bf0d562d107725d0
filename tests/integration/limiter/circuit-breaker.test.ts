import { randomUUID } from "node:crypto";
import { expect, inject, onTestFinished, test } from "vitest";
import { type CallOutcome, createCircuitBreaker } from "#queue/circuit-breaker.ts";
import { openWorkerClient } from "#queue/connection.ts";

function given({ coolDownMs = 10_000, probeMs = 10_000 } = {}) {
  const name = `test-${randomUUID().slice(0, 8)}`;
  const createProcess = () => {
    const redis = openWorkerClient({ url: inject("redisUrl"), onError: () => undefined });
    onTestFinished(() => redis.disconnect());
    return createCircuitBreaker({
      redis,
      name,
      coolDownMs,
      maxCoolDownMs: coolDownMs * 3,
      probeMs,
    });
  };
  return { createProcess };
}

const closed = { isProbe: false };

async function fail(breaker: ReturnType<typeof createCircuitBreaker>, times: number) {
  let last = { failures: 0, openMs: 0 };
  for (let n = 0; n < times; n += 1) last = await breaker.report(closed, "failed");
  return last;
}

test("three failures in a row, whoever's they are, close the way for all", async () => {
  const { createProcess } = given();
  const [one, two] = [createProcess(), createProcess()];
  await fail(one, 1);
  expect(await fail(two, 1)).toEqual({ failures: 2, openMs: 0 });
  expect(await two.enter()).toEqual({ isProbe: false });
  expect((await fail(one, 1)).openMs).toBeGreaterThan(9_000);
  await expect(two.enter()).rejects.toMatchObject({ name: "CircuitOpen" });
});

test("a success in between begins the counting anew, and a call that was stopped says nothing", async () => {
  const breaker = given().createProcess();
  await fail(breaker, 2);
  await breaker.report(closed, "ok");
  await fail(breaker, 2);
  await breaker.report(closed, "unknown");
  expect(await breaker.readState()).toMatchObject({ state: "closed", failures: 2 });
});

test("after the cool-down one call tries for all, and its success opens the way", async () => {
  const { createProcess } = given({ coolDownMs: 50 });
  const [one, two] = [createProcess(), createProcess()];
  await fail(one, 3);
  await expect.poll(async () => (await one.readState()).state).toBe("half_open");
  const probe = await one.enter();
  expect(probe).toEqual({ isProbe: true });
  await expect(two.enter()).rejects.toMatchObject({ name: "CircuitOpen" });
  await one.report(probe, "ok");
  expect(await two.enter()).toEqual({ isProbe: false });
});

test("each probe that fails doubles the cool-down, up to a bound", async () => {
  const breaker = given({ coolDownMs: 100 }).createProcess();
  await fail(breaker, 3);
  const pauses: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    await expect.poll(async () => (await breaker.readState()).state).toBe("half_open");
    pauses.push((await breaker.report(await breaker.enter(), "failed")).openMs);
  }
  expect(pauses).toEqual([200, 300, 300]);
});

test.each<CallOutcome | "silence">(["unknown", "silence"])(
  "a probe that ends in %s lets another one try",
  async (outcome) => {
    const breaker = given({ coolDownMs: 50, probeMs: 100 }).createProcess();
    await fail(breaker, 3);
    await expect.poll(async () => (await breaker.readState()).state).toBe("half_open");
    const probe = await breaker.enter();
    if (outcome !== "silence") await breaker.report(probe, outcome);
    await expect
      .poll(() =>
        breaker.enter().then(
          ({ isProbe }) => isProbe,
          () => "not yet",
        ),
      )
      .toBe(true);
  },
);

test("calls that began before it opened do not keep it open", async () => {
  const breaker = given({ coolDownMs: 200 }).createProcess();
  const { openMs } = await fail(breaker, 3);
  expect((await fail(breaker, 3)).openMs).toBeLessThanOrEqual(openMs);
});
