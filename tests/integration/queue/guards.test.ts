import type { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { GROUP } from "#queue/keys.ts";
import { type ScriptedRedis, withScripts } from "#queue/scripts.ts";
import { givenQueue } from "#tests/support/queue.ts";
import { until } from "#tests/support/until.ts";

/** What each script may be called with by the first who comes to an empty Redis. */
const calls: Readonly<Record<string, (redis: ScriptedRedis, prefix: string) => Promise<unknown>>> =
  {
    enqueue: (redis, prefix) => redis.hrEnqueue(prefix, 0, "job", "somebody", 1, 0),
    settle: (redis, prefix) => redis.hrSettle(prefix, "me", 1, 1, "1-0", "job"),
    beat: (redis, prefix) => redis.hrBeat(prefix, "me", 4, 1_000, 0, 0, "1-0", "job"),
    reap: (redis, prefix) => redis.hrReap(prefix, 1_000, 2, "me"),
    cancel: (redis, prefix) => redis.hrCancel(prefix, "job"),
    forget: (redis, prefix) => redis.hrForget(prefix, "job"),
    progress: (redis, prefix) => redis.hrProgress(prefix, "me", "1-0", "job", "{}"),
    floor: (redis, prefix) => redis.hrFloor(prefix, 5, 0),
    leave: (redis, prefix) => redis.hrLeave(prefix, "me"),
    phases: (redis, prefix) => redis.hrPhases(prefix, "job"),
  };

/** A queue whose scripts are called by hand, as workers at any point of their lives would. */
function givenScripts() {
  const setup = givenQueue();
  const prefix = `${setup.prefix}:{work}:`;
  const redis = withScripts(setup.redis);
  return {
    ...setup,
    keys: prefix,
    redis,
    /** A worker that has begun so many jobs and then does nothing. */
    async takeAll(worker: string, count: number): Promise<string[]> {
      await redis.hrBeat(prefix, worker, count, 60_000, 0, 0);
      const [, taken] = await redis.hrSettle(prefix, worker, count, 0);
      return taken.map(([entry]) => entry);
    },
    async waitUntilIdle(ms: number): Promise<void> {
      await until(async () => (await pendingIdleMs(redis, prefix)) > ms, { what: "all are idle" });
    },
  };
}

async function pendingIdleMs(redis: Redis, prefix: string): Promise<number> {
  const pending = (await redis.xpending(`${prefix}ready`, GROUP, "-", "+", 1_000)) as [
    string,
    string,
    number,
    number,
  ][];
  return Math.min(...pending.map(([, , idle]) => idle));
}

describe("a script", () => {
  test.each(Object.keys(calls))("%s may be the first that an empty Redis hears", async (name) => {
    const { redis, keys } = givenScripts();
    await expect(calls[name]?.(redis, keys)).resolves.not.toThrow();
    await redis.xinfo("GROUPS", `${keys}ready`);
  });
});

describe("a run that was taken away", () => {
  test("changes nothing of its heir, however it ends", async () => {
    const { redis, keys, queue, takeAll, waitUntilIdle } = givenScripts();
    await queue.enqueue("job", { user: "somebody" });
    const [old = ""] = await takeAll("sleeper", 1);
    await waitUntilIdle(300);
    await redis.hrBeat(keys, "heir", 1, 60_000, 0, 0);
    await redis.hrReap(keys, 300, 2, "heir");
    await until(
      async () => {
        await redis.hrBeat(keys, "heir", 1, 60_000, 0, 0);
        return (await queue.inspect("job"))?.phase === "ready";
      },
      { what: "its heir can begin" },
    );
    const [entry = ""] = await takeAll("heir", 1);
    expect(entry).not.toBe(old);

    // Each of these would end the heir's job, or have it run twice.
    await redis.hrSettle(keys, "sleeper", 0, 1, old, "job");
    await redis.hrSettle(keys, "sleeper", 0, 0, old, "job", "retry", 0, "");
    await redis.hrSettle(keys, "sleeper", 0, 0, old, "job", "dead", 0, "an error");
    await redis.hrProgress(keys, "sleeper", old, "job", '"of the sleeper"');
    expect(await queue.inspect("job")).toMatchObject({ phase: "ready", attempts: 0, crashes: 1 });
    expect((await queue.inspect("job"))?.progress).toBeUndefined();
    expect(await redis.xlen(`${keys}ready`)).toBe(1);
  });

  test("is not stolen back by a beat that comes late", async () => {
    const { redis, keys, queue, takeAll } = givenScripts();
    await queue.enqueue("job", { user: "somebody" });
    const [old = ""] = await takeAll("sleeper", 1);
    await redis.xack(`${keys}ready`, GROUP, old);
    await redis.xdel(`${keys}ready`, old);
    const [, , lost] = await redis.hrBeat(keys, "sleeper", 1, 60_000, 0, 0, old, "job");
    expect(lost).toEqual([old]);
  });
});

test("a beat renews what a worker holds without counting it as delivered again", async () => {
  const { redis, keys, queue, takeAll } = givenScripts();
  await queue.enqueue("job", { user: "somebody" });
  const [entry = ""] = await takeAll("me", 1);
  for (let beats = 0; beats < 3; beats += 1) {
    const [, , lost] = await redis.hrBeat(keys, "me", 1, 60_000, 0, 0, entry, "job");
    expect(lost).toEqual([]);
  }
  const [pending] = (await redis.xpending(`${keys}ready`, GROUP, "-", "+", 1)) as unknown[][];
  expect(pending?.[3]).toBe(1);
});

test("a dead worker with more in hand than one look can take loses none of it unnoticed: every job counts its death", async () => {
  const { redis, keys, queue, takeAll, waitUntilIdle } = givenScripts();
  const ids = Array.from({ length: 150 }, (_, index) => `job-${index}`);
  for (const id of ids) await queue.enqueue(id, { user: "somebody" });
  expect(await takeAll("dead", 150)).toHaveLength(150);
  await redis.zrem(`${keys}workers`, "dead");
  // A consumer is forgotten after three times as long as its entries.
  await waitUntilIdle(1_000);
  for (let looks = 0; looks < 2; looks += 1) {
    await redis.hrBeat(keys, "living", 0, 60_000, 0, 0);
    await redis.hrReap(keys, 300, 5, "living");
  }
  const tickets = await Promise.all(ids.map((id) => queue.inspect(id)));
  expect(tickets.filter((ticket) => ticket?.crashes !== 1)).toEqual([]);
});

test("a worker that leaves while something is pending for it stays known, so that it is found", async () => {
  const { redis, keys, queue, takeAll } = givenScripts();
  await queue.enqueue("job", { user: "somebody" });
  const [entry = ""] = await takeAll("me", 1);
  expect(await redis.hrLeave(keys, "me")).toBe(0);
  expect((await redis.xpending(`${keys}ready`, GROUP))[0]).toBe(1);
  await redis.hrSettle(keys, "me", 0, 1, entry, "job");
  expect(await redis.hrLeave(keys, "me")).toBe(1);
  expect(await redis.xinfo("CONSUMERS", `${keys}ready`, GROUP)).toEqual([]);
});

test("a worker whose words have lain on their way through an outage takes nothing from anybody", async () => {
  const { redis, keys, queue, takeAll, waitUntilIdle } = givenScripts();
  await queue.enqueue("job", { user: "somebody" });
  await takeAll("working", 1);
  await waitUntilIdle(300);
  expect((await redis.hrReap(keys, 300, 2, "back too early"))[0]).toBe(0);
  await redis.hrBeat(keys, "living", 0, 60_000, 0, 0);
  expect((await redis.hrReap(keys, 300, 2, "living"))[0]).toBe(1);
});

test("after a loss of data and with a clock that went back, rows that have seen newer runs are still done", async () => {
  const { ledger, startWorker, queue } = givenQueue();
  ledger.add("job");
  const row = ledger.rows.get("job");
  const future = "000009999999999999-000003";
  if (row) Object.assign(row, { state: "processing", token: future, leaseUntil: 0 });
  startWorker(async () => "read");
  await queue.enqueue("job", { user: "somebody" });
  await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
  expect(ledger.rows.get("job")?.token.localeCompare(future)).toBe(1);
});
