import type { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { withScripts } from "#queue/scripts.ts";
import { Fatal, givenQueue, type QueueSetup } from "#tests/support/queue.ts";
import { until } from "#tests/support/until.ts";

/** Everything that stands in Redis under the queue's prefix, key by key. */
async function dump(redis: Redis, prefix: string): Promise<Record<string, unknown>> {
  const keys = (await redis.keys(`${prefix}:*`)).sort();
  const contents = await Promise.all(
    keys.map(async (key) => {
      switch (await redis.type(key)) {
        case "hash":
          return redis.hgetall(key);
        case "zset":
          return redis.zrange(key, "0", "-1", "WITHSCORES");
        case "stream":
          return {
            entries: await redis.xrange(key, "-", "+"),
            groups: await redis.xinfo("GROUPS", key),
          };
        case "none":
          return null;
        default:
          throw new Error(`a kind of key that this test does not know: ${key}`);
      }
    }),
  );
  return Object.fromEntries(keys.map((key, index) => [key, contents[index]]));
}

async function findTraces({ redis, prefix }: QueueSetup, id: string): Promise<readonly string[]> {
  return Object.entries(await dump(redis, prefix))
    .filter((entry) => JSON.stringify(entry).includes(id))
    .map(([key]) => key.slice(prefix.length + 1));
}

/** The fields of an event, as the scripts write them (lua/prelude.ts). */
const event = (type: string, job: string) => ["t", type, "w", "", "d", "", "j", job];

const readEvents = ({ redis, prefix }: QueueSetup) =>
  redis.xrange(`${prefix}:{work}:events`, "-", "+");

const phaseOf = async ({ queue }: QueueSetup, id: string) => (await queue.inspect(id))?.phase;
const untilGone = (setup: QueueSetup, id: string) =>
  until(async () => (await phaseOf(setup, id)) === undefined, { what: "Redis has let it go" });
const untilPhase = (setup: QueueSetup, id: string, phase: string) =>
  until(async () => (await phaseOf(setup, id)) === phase, { what: `the job is ${phase}` });

const untilNoTrace = (setup: QueueSetup, id: string) =>
  until(async () => (await findTraces(setup, id)).length === 0, { what: "nothing tells of it" });

/** Brings a job into each phase that there is. */
const ways: Record<string, (setup: QueueSetup, id: string) => Promise<void>> = {
  async waiting(setup, id) {
    await setup.enqueue(id);
    expect(await phaseOf(setup, id)).toBe("waiting");
  },

  async delayed({ queue }, id) {
    expect(await queue.enqueue(id, { user: "somebody", delayMs: 60_000 })).toMatchObject({
      phase: "delayed",
    });
  },

  async "on the stream, with nobody yet"(setup, id) {
    await withScripts(setup.redis).hrBeat(`${setup.prefix}:{work}:`, "a worker", 5, 0, 0, 0);
    await setup.enqueue(id);
    expect(await phaseOf(setup, id)).toBe("ready");
    expect(await setup.queue.readStats()).toMatchObject({ undelivered: 1, inFlight: 0 });
  },

  async "in the hands of a worker that is lost"(setup, id) {
    const { unplug } = setup.startWorker(() => new Promise(() => undefined));
    await setup.enqueue(id);
    await until(() => setup.ledger.rows.get(id)?.state === "processing", { what: "the job runs" });
    unplug();
    expect(await setup.queue.readStats()).toMatchObject({ inFlight: 1 });
  },

  async done(setup, id) {
    const { stop } = setup.startWorker(async (_row, run) => {
      run.progress({ stage: "reading" });
      return "read";
    });
    await setup.enqueue(id);
    await untilGone(setup, id);
    await stop();
  },

  async dead(setup, id) {
    const { stop } = setup.startWorker(async () => {
      throw new Fatal("never");
    });
    await setup.enqueue(id);
    await untilPhase(setup, id, "dead");
    await stop();
    expect(await setup.queue.readStats()).toMatchObject({ dead: 1 });
  },

  async cancelled(setup, id) {
    await setup.enqueue(id);
    await setup.queue.cancel(id);
    expect(await phaseOf(setup, id)).toBeUndefined();
  },
};

describe("forgetting a job", () => {
  const id = "0193-the-job-to-be-forgotten";

  test.each(Object.entries(ways))("leaves no trace of one that is %s", async (_phase, bring) => {
    const setup = givenQueue();
    await bring(setup, id);
    // What was told of it, at least: otherwise nothing would be tested.
    expect((await findTraces(setup, id)).length).toBeGreaterThanOrEqual(1);

    await setup.queue.forget([id]);

    expect(await findTraces(setup, id)).toEqual([]);
    expect(await setup.queue.inspect(id)).toBeUndefined();
    expect(await setup.queue.readStats()).toEqual({
      waiting: 0,
      delayed: 0,
      undelivered: 0,
      inFlight: 0,
      dead: 0,
    });
  });

  test("leaves everybody else's job and events as they were", async () => {
    const setup = givenQueue();
    const others = ["before", "after"];
    await setup.enqueue("before");
    await setup.enqueue(id);
    await setup.enqueue("after");
    const told = (await readEvents(setup)).filter(([, fields]) => !fields.includes(id));

    await setup.queue.forget([id]);

    expect(await readEvents(setup)).toEqual(told);
    expect(told).toHaveLength(2);
    expect(await setup.queue.listPhases(others)).toEqual(["waiting", "waiting"]);
    setup.ledger.rows.delete(id);
    setup.startWorker(async () => "read");
    await until(() => setup.all("done"), { what: "the others are done" });
  });

  test("finds events far back in a long stream", async () => {
    const setup = givenQueue();
    await setup.enqueue(id);
    const filling = setup.redis.pipeline();
    const events = `${setup.prefix}:{work}:events`;
    for (let entry = 0; entry < 3_500; entry += 1) {
      filling.xadd(events, "*", ...event("queued", `other-${entry}`));
      if (entry % 1_000 === 999) filling.xadd(events, "*", ...event("progress", id));
    }
    await filling.exec();

    await setup.queue.forget([id]);

    expect(await readEvents(setup)).toHaveLength(3_500);
    expect(await findTraces(setup, id)).toEqual([]);
  });

  test("twice, or of one that nobody knows, changes nothing", async () => {
    const setup = givenQueue();
    await setup.enqueue("other");
    const before = await dump(setup.redis, setup.prefix);

    await setup.queue.forget([id]);
    await setup.queue.forget([id]);

    expect(await dump(setup.redis, setup.prefix)).toEqual(before);
  });

  test("a job that was forgotten can be sent again", async () => {
    const setup = givenQueue();
    await ways["done"]?.(setup, id);
    await setup.queue.forget([id]);

    expect(await setup.queue.enqueue(id, { user: "somebody" })).toEqual({
      accepted: true,
      phase: "waiting",
    });
  });

  test("one that a sweep rings for, because it saw the row a moment before it was erased, leaves no trace", async () => {
    const setup = givenQueue();
    await setup.enqueue(id);
    setup.ledger.rows.delete(id);
    await setup.queue.forget([id]);
    await setup.queue.enqueueMany([{ id, user: "somebody", force: true }]);
    const ended: unknown[] = [];

    setup.startWorker(async () => "read", { observer: { onEnded: (run) => ended.push(run) } });

    await untilNoTrace(setup, id);
    await until(() => ended.length > 0, { what: "the worker has seen it" });
    expect(ended).toMatchObject([{ id, outcome: "lost", reason: "gone" }]);
  });

  test("a user's place in the fair order is forgotten with them", async () => {
    const setup = givenQueue();
    await setup.queue.enqueue("job", { user: "a-user-who-leaves" });
    await setup.queue.forget(["job"]);
    expect(await findTraces(setup, "a-user-who-leaves")).toHaveLength(1);

    await setup.queue.forgetUser("a-user-who-leaves");

    expect(await findTraces(setup, "a-user-who-leaves")).toEqual([]);
  });
});

describe("a worker whose job is forgotten while it runs", () => {
  const id = "0193-the-job-to-be-forgotten";

  test("is told to stop, goes on with other work, and leaves no trace behind", async () => {
    const setup = givenQueue();
    const stopped: unknown[] = [];
    setup.startWorker(
      (row, run) =>
        row.id === id
          ? new Promise((_resolve, reject) => {
              run.signal.addEventListener("abort", () => {
                stopped.push(run.signal.reason);
                reject(run.signal.reason as Error);
              });
            })
          : Promise.resolve("read"),
      { concurrency: 1 },
    );
    await setup.enqueue(id);
    await until(() => setup.ledger.rows.get(id)?.state === "processing", { what: "the job runs" });

    setup.ledger.rows.delete(id);
    await setup.queue.forget([id]);

    await until(() => stopped.length > 0, { what: "the run is told" });
    expect(stopped).toMatchObject([{ name: "RunStopped" }]);
    await setup.enqueue("next");
    await until(() => setup.all("done"), { what: "the next job is done" });
    await untilGone(setup, "next");
    await untilNoTrace(setup, id);
  });

  test.each([
    ["succeeds", async () => "read"],
    ["fails", async () => Promise.reject(new Error("not today"))],
    ["fails for good", async () => Promise.reject(new Fatal("never"))],
  ])("and that %s before it is told brings nothing back", async (_how, end) => {
    const setup = givenQueue();
    const forgotten = Promise.withResolvers<undefined>();
    const { stop } = setup.startWorker(
      async (_row, run) => {
        await forgotten.promise;
        run.progress({ stage: "reading" });
        return end();
      },
      // So slow that only its end, not a beat, tells this worker of anything.
      { timings: { beatMs: 60_000, idleMs: 300_000, reapMs: 60_000 } },
    );
    await setup.enqueue(id);
    await until(() => setup.ledger.rows.get(id)?.state === "processing", { what: "the job runs" });
    setup.ledger.rows.delete(id);
    await setup.queue.forget([id]);
    const events = await readEvents(setup);

    forgotten.resolve(undefined);
    await stop();

    expect(await findTraces(setup, id)).toEqual([]);
    expect(await readEvents(setup)).toEqual(events);
    expect(await setup.queue.readStats()).toMatchObject({
      waiting: 0,
      delayed: 0,
      undelivered: 0,
      inFlight: 0,
      dead: 0,
    });
  });
});
