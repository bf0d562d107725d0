import { describe, expect, test } from "vitest";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import { countOf, quantileMs } from "#queue/histogram.ts";
import { withScripts } from "#queue/scripts.ts";
import { Fatal, givenQueue } from "#tests/support/queue.ts";
import { until } from "#tests/support/until.ts";

function givenAdmin() {
  const setup = givenQueue();
  return { ...setup, admin: createQueueAdmin({ redis: setup.redis, queue: setup.queue }) };
}

/** Runs that end when they are told to. */
function givenHeldRuns() {
  const finish = new Map<string, (result: string) => void>();
  return {
    finish,
    handle: (row: { readonly id: string }) =>
      new Promise<string>((resolve) => finish.set(row.id, resolve)),
  };
}

describe("what an operator sees", () => {
  test("how many wait, and for how long, though fair order is not the order of age", async () => {
    const { admin, queue } = givenAdmin();
    await queue.enqueue("hog-1", { user: "hog" });
    await queue.enqueue("hog-2", { user: "hog" });
    await queue.enqueue("guest", { user: "guest" });
    await queue.enqueue("later", { user: "guest", delayMs: 60_000 });

    const overview = await admin.readOverview();
    expect(overview).toMatchObject({
      queue: "work",
      waiting: 3,
      delayed: 1,
      inFlight: 0,
      slots: 0,
      isPaused: false,
      gateMs: 0,
    });
    expect(overview.ages.seen).toBe(3);
    expect(overview.ages.oldestMs).toBeGreaterThanOrEqual(0);
    expect(overview.ages.buckets[0]).toEqual({ underMs: 1_000, count: 3 });
    const order = (await admin.listWaiting(10)).map(({ id, user }) => `${user}/${id}`);
    expect(order).toEqual(["guest/guest", "hog/hog-1", "hog/hog-2"]);
  });

  test("who holds what, since when, and where one job is", async () => {
    const { admin, enqueue, startWorker } = givenAdmin();
    const { finish, handle } = givenHeldRuns();
    startWorker(handle);
    await enqueue("job", "a person");
    await until(() => finish.has("job"), { what: "the job runs" });

    const [worker] = await admin.listWorkers();
    expect(worker).toMatchObject({
      slots: 2,
      holds: [{ id: "job", user: "a person", failures: 0, crashes: 0 }],
    });
    expect(worker?.sinceBeatMs).toBeLessThan(1_000);
    expect(await admin.explain("job")).toMatchObject({
      phase: "ready",
      user: "a person",
      position: null,
      held: { worker: worker?.name },
      deadLetter: null,
    });
    expect(await admin.explain("nobody")).toBeUndefined();
    finish.get("job")?.("read");
  });

  test("what happened of late, with quantiles of waiting and running", async () => {
    const { admin, enqueue, startWorker } = givenAdmin();
    startWorker(async ({ id }) => {
      if (id === "bad") throw new Fatal("never");
      return "read";
    });
    for (const id of ["one", "two", "bad"]) await enqueue(id);

    // Told with the next beat.
    const activity = async () => {
      const minutes = await admin.readActivity(2);
      return {
        minutes: minutes.length,
        enqueued: minutes.reduce((sum, { enqueued }) => sum + enqueued, 0),
        done: minutes.reduce((sum, { done }) => sum + done, 0),
        dead: minutes.reduce((sum, { dead }) => sum + dead, 0),
        ran: minutes.reduce((sum, { ran }) => sum + countOf(ran), 0),
        waited: minutes.reduce((sum, { waited }) => sum + countOf(waited), 0),
      };
    };
    await expect
      .poll(activity, { timeout: 5_000 })
      .toEqual({ minutes: 2, enqueued: 3, done: 2, dead: 1, ran: 3, waited: 3 });
    const busy = (await admin.readActivity(2)).find(({ ran }) => countOf(ran) > 0);
    expect(quantileMs(busy?.ran ?? { buckets: new Map(), sumMs: 0 }, 0.99)).toBeGreaterThan(0);
  });

  test("counts that are delivered twice count once", async () => {
    const { admin, redis, prefix } = givenAdmin();
    const scripted = withScripts(redis);
    const beat = (number: number) =>
      scripted.hrBeat(`${prefix}:{work}:`, "worker", 0, 60_000, number, 1, "done", 3);
    await beat(1);
    await beat(1);
    await beat(2);
    const done = (await admin.readActivity(2)).reduce((sum, minute) => sum + minute.done, 0);
    expect(done).toBe(6);
  });

  test("dead letters, newest first, in pages", async () => {
    const { admin, enqueue, startWorker } = givenAdmin();
    startWorker(
      async () => {
        throw new Fatal("what a person wrote");
      },
      { concurrency: 1 },
    );
    for (const id of ["first", "second", "third"]) {
      await enqueue(id, "a person");
      await until(async () => (await admin.explain(id))?.phase === "dead", { what: `${id} died` });
    }

    const [newest, middle] = await admin.listDead({ offset: 0, limit: 2 });
    expect([newest?.id, middle?.id]).toEqual(["third", "second"]);
    expect(newest).toMatchObject({ why: "failed", user: "a person", failures: 1, crashes: 0 });
    // The name of the error alone: its message may quote somebody.
    expect(newest?.error).toBe("Error");
    expect((await admin.listDead({ offset: 2, limit: 2 })).map(({ id }) => id)).toEqual(["first"]);
    expect(await admin.dropDead("second")).toBe(true);
    expect(await admin.dropDead("second")).toBe(false);
    expect((await admin.listDead({ offset: 0, limit: 9 })).map(({ id }) => id)).toEqual([
      "third",
      "first",
    ]);
  });
});

describe("what an operator does", () => {
  test("a paused queue hands out nothing, and goes on when it is resumed", async () => {
    const { admin, enqueue, startWorker, ledger, all, queue } = givenAdmin();
    await admin.pause();
    await admin.pause();
    startWorker(async () => "read");
    await enqueue("job");
    await until(async () => (await admin.readOverview()).slots > 0, { what: "a worker lives" });
    expect(await admin.readOverview()).toMatchObject({ isPaused: true, waiting: 1, inFlight: 0 });
    expect(ledger.rows.get("job")?.state).toBe("queued");
    await admin.resume();
    await until(() => all("done"), { what: "the job is done" });
    expect(await queue.inspect("job")).toBeUndefined();
  });

  test("a gate opens by itself, and a shorter one does not shorten it", async () => {
    const { admin, enqueue, startWorker, ledger } = givenAdmin();
    await admin.gate(700);
    await admin.gate(1);
    const closedAt = performance.now();
    startWorker(async () => "read");
    await enqueue("job");
    expect((await admin.readOverview()).gateMs).toBeGreaterThan(1);
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the gate has opened" });
    expect(performance.now() - closedAt).toBeGreaterThan(600);
  });

  test.each([
    ["a job that is sent for later", "delay"],
    ["a gate", "gate"],
  ])("%s is seen to on time by workers that sleep, not by their next beat", async (_what, how) => {
    const { admin, queue, ledger, startWorker, all } = givenAdmin();
    const slow = { beatMs: 60_000, idleMs: 600_000, reapMs: 60_000, sweepMs: 60_000 };
    startWorker(async () => "read", { timings: { ...slow, blockMs: 60_000 } });
    await until(async () => (await admin.readOverview()).slots > 0, { what: "a worker sleeps" });
    ledger.add("job");
    if (how === "gate") await admin.gate(300);
    await queue.enqueue("job", { user: "a", delayMs: how === "delay" ? 300 : 0 });
    expect(all("queued")).toBe(true);
    await until(() => all("done"), { what: "the job is done", withinMs: 3_000 });
  });

  test("a delayed job is promoted into line", async () => {
    const { admin, queue } = givenAdmin();
    await queue.enqueue("later", { user: "a", delayMs: 60_000 });
    expect((await admin.explain("later"))?.dueMs).toBeGreaterThan(50_000);
    expect(await admin.promote("later")).toBe(true);
    expect(await admin.promote("later")).toBe(false);
    expect(await admin.explain("later")).toMatchObject({ phase: "waiting", position: 0 });
  });

  test("a job that is claimed away from its worker is run by another, once", async () => {
    const { admin, enqueue, startWorker, ledger } = givenAdmin();
    const { finish, handle } = givenHeldRuns();
    startWorker(handle, { concurrency: 1 });
    await enqueue("job");
    await until(() => finish.has("job"), { what: "the job runs" });
    startWorker(async () => "of the other");

    expect(await admin.claimAway("job")).toBe(true);
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the other is done" });
    expect(ledger.rows.get("job")).toMatchObject({ result: "of the other", commits: 1 });
    expect(await admin.claimAway("job")).toBe(false);
  });

  test("a worker is taken off the list only when it is silent and holds nothing", async () => {
    const { admin, redis, prefix, startWorker, enqueue } = givenAdmin();
    const { finish, handle } = givenHeldRuns();
    const { unplug } = startWorker(handle, { timings: { reapMs: 60_000 } });
    await enqueue("job");
    await until(() => finish.has("job"), { what: "the job runs" });
    const name = (await admin.listWorkers())[0]?.name ?? "";
    expect(await admin.removeWorker(name)).toBe(false);
    unplug();
    // It was last heard of long ago.
    await redis.zadd(`${prefix}:{work}:workers`, 1, name);
    expect(await admin.removeWorker(name)).toBe(false);
    await admin.claimAway("job");
    expect(await admin.removeWorker(name)).toBe(true);
    expect(await admin.listWorkers()).toEqual([]);
    expect(await admin.removeWorker(name)).toBe(false);
  });

  test("a job that is cancelled while it runs is stopped at once, not by the next beat", async () => {
    const { enqueue, startWorker, queue, ledger } = givenAdmin();
    let reason: unknown;
    startWorker(
      (_row, run) =>
        new Promise((_resolve, reject) => {
          run.signal.addEventListener("abort", () => {
            reason = run.signal.reason;
            reject(run.signal.reason as Error);
          });
        }),
      { timings: { beatMs: 60_000, idleMs: 600_000, reapMs: 60_000 } },
    );
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "processing", { what: "the job runs" });
    await queue.cancel("job");
    await until(() => reason !== undefined, { what: "the run is told" });
    expect(reason).toMatchObject({ reason: "cancelled" });
  });
});
