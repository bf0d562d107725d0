import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { describe, expect, onTestFinished, test } from "vitest";
import { blockingRead, BlockedTooLong, NotConnected } from "#queue/blocking-read.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { defineJob } from "#queue/define-job.ts";
import { createEventHub } from "#queue/event-hub.ts";
import type { QueueLog } from "#queue/log.ts";
import { createQueue } from "#queue/queue.ts";
import { watchWorkers } from "#queue/watch-workers.ts";
import { createWorker } from "#queue/worker.ts";
import { createMemoryLedger } from "#tests/support/memory-ledger.ts";
import { givenQueue, quickTimings } from "#tests/support/queue.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { toldOf } from "#tests/support/told-of.ts";
import { until } from "#tests/support/until.ts";

const job = defineJob({ queue: "work", attempts: 3, crashes: 2, timeoutMs: 10_000 });

/** As close together as the real ones: two reads in line on one connection are more than the watchdog bears. */
const timings = { ...quickTimings, blockMs: 300, watchdogMs: 60 };

/** Two ways of not answering: connections are refused, or they are taken and nothing is ever said. */
const waysToBeAway = ["stopped", "frozen"] as const;

/** A Redis of its own, which a test may take away. */
async function givenRedis() {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-redis-"));
  const redis = await startRedis(folder, { keeps: true });
  const clients: Redis[] = [];
  let frozen = 0;
  const thaw = () => {
    if (frozen > 0) process.kill(frozen, "SIGCONT");
    frozen = 0;
  };
  onTestFinished(async () => {
    clients.forEach((client) => client.disconnect());
    thaw();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const open = (openClient: typeof openWorkerClient, url = redis.url) => {
    const client = openClient({ url, onError: () => undefined });
    clients.push(client);
    return client;
  };
  return {
    url: redis.url,
    open,
    async goAway(way: (typeof waysToBeAway)[number]) {
      if (way === "stopped") return redis.stop();
      const info = await open(openWorkerClient).info("server");
      frozen = Number(/process_id:(\d+)/.exec(info)?.[1]);
      process.kill(frozen, "SIGSTOP");
    },
    async comeBack() {
      if (frozen > 0) thaw();
      else await redis.start();
    },
  };
}

type OwnRedis = Awaited<ReturnType<typeof givenRedis>>;

/** A name under which everything is answered except what a worker reads its jobs with. */
async function givenDeafUser(redis: OwnRedis) {
  const admin = redis.open(openWorkerClient);
  await admin.acl("SETUSER", "deaf", "on", ">deaf", "~*", "&*", "+@all", "-xreadgroup");
  return { admin, readerUrl: redis.url.replace("//", "//deaf:deaf@") };
}

/** Keeps what was said, for tests that wait for it. */
function givenLog() {
  const said: string[] = [];
  const say = (_data: object, message: string) => void said.push(message);
  const log: QueueLog = { debug: say, info: say, warn: say, error: say };
  return { said, log, count: (message: string) => said.filter((one) => one === message).length };
}

function startWorker(
  redis: OwnRedis,
  {
    log = silentLog,
    readerUrl = redis.url,
    ledger = createMemoryLedger(),
    handle = async () => "read",
    timings: ownTimings = timings,
  } = {},
) {
  const command = redis.open(openWorkerClient);
  const blocking = redis.open(openBlockingClient, readerUrl);
  const queue = createQueue({ redis: command, name: job.queue });
  const stopping = new AbortController();
  const worker = createWorker({
    queue,
    definition: job,
    ledger,
    handle,
    verdict: () => ({ kind: "retry" }),
    concurrency: 2,
    redis: { command, blocking },
    log,
    timings: ownTimings,
  });
  const running = worker.run(stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
  return {
    worker,
    queue,
    ledger,
    command,
    async run(id: string) {
      ledger.add(id);
      await queue.enqueue(id, { user: "somebody" });
    },
    untilDone: (id: string, withinMs = 5_000) =>
      until(() => ledger.rows.get(id)?.state === "done", { what: `${id} is done`, withinMs }),
  };
}

describe("while Redis is away", () => {
  test.each(waysToBeAway)(
    "a worker goes on afterwards, however many reads were given up while it was %s",
    async (way) => {
      const redis = await givenRedis();
      const { log, said, count } = givenLog();
      const { run, untilDone, command } = startWorker(redis, { log });
      await run("before");
      await untilDone("before");

      await redis.goAway(way);
      await until(() => count("reading from the queue failed") >= 5, {
        what: "reads are given up",
      });
      await redis.comeBack();

      const ids = ["after-1", "after-2", "after-3"];
      for (const id of ids) {
        await run(id);
        await untilDone(id);
        expect(await toldOf({ redis: command }, id)).not.toContain("stalled");
      }
      expect(said).not.toContain("jobs of silent workers put back in line");
      expect(await command.info("clients")).toMatch(/^blocked_clients:[01]\r$/m);
    },
  );

  test.each(waysToBeAway)("news is heard afterwards, if it was %s", async (way) => {
    const redis = await givenRedis();
    const { log, count } = givenLog();
    const command = redis.open(openWorkerClient);
    const blocking = redis.open(openBlockingClient);
    const hub = createEventHub({
      queues: [job.queue],
      redis: { command, blocking },
      log,
      timings,
    });
    onTestFinished(() => hub.close());
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const { events } = await hub.subscribe(
      { queue: "work", job: "job" },
      { signal: leaving.signal },
    );

    await redis.goAway(way);
    await until(() => count("reading events failed") >= 4, { what: "reads are given up" });
    await redis.comeBack();

    const heard: unknown[] = [];
    void events.next().then(({ value }) => heard.push(value?.type));
    await createQueue({ redis: command, name: job.queue }).enqueue("job", { user: "somebody" });
    await until(() => heard.length > 0, { what: "the news is heard", withinMs: 5_000 });
    expect(heard).toEqual(["queued"]);
  });

  test("nobody who runs a job through it is taken for dead, because nobody could renew", async () => {
    const redis = await givenRedis();
    const ledger = createMemoryLedger();
    const finish: ((value: string) => void)[] = [];
    const handle = () => new Promise<string>((resolve) => finish.push(resolve));
    const workers = Array.from({ length: 3 }, () => startWorker(redis, { ledger, handle }));
    const [{ run, command, untilDone }] = workers as [ReturnType<typeof startWorker>];
    const ids = ["job-1", "job-2", "job-3"];
    for (const id of ids) await run(id);
    await until(() => finish.length === ids.length, { what: "all jobs run" });

    await redis.goAway("frozen");
    await until(
      () => workers.every(({ worker }) => worker.health().sinceBeatMs > 3 * timings.idleMs),
      { what: "no job has been renewed for longer than it may" },
    );
    await redis.comeBack();
    await until(() => workers.every(({ worker }) => worker.health().sinceBeatMs < timings.beatMs), {
      what: "they beat again",
    });
    const backAt = performance.now();
    await until(() => performance.now() - backAt > 4 * timings.reapMs, { what: "all have reaped" });

    finish.forEach((end) => end("read"));
    for (const id of ids) {
      await untilDone(id);
      expect(await toldOf({ redis: command }, id)).not.toContain("stalled");
    }
    expect(finish).toHaveLength(ids.length);
  });

  test("a worker that is back first gives the others time to renew", async () => {
    const redis = await givenRedis();
    const { admin, readerUrl } = await givenDeafUser(redis);
    const { run, worker, queue } = startWorker(redis, {
      readerUrl,
      timings: { ...timings, beatMs: 300, idleMs: 600, reapMs: 20 },
    });
    await until(async () => (await admin.hlen("hr:{work}:slots")) > 0, { what: "there is room" });
    await run("job");
    const ready = "hr:{work}:ready";
    await admin.xreadgroup("GROUP", "workers", "another", "STREAMS", ready, ">");
    const entry = (await admin.xrange(ready, "-", "+"))[0]?.[0] ?? "";
    const renew = () => admin.xclaim("hr:{work}:ready", "workers", "another", 0, entry, "JUSTID");

    await redis.goAway("frozen");
    await until(() => worker.health().sinceBeatMs > 1_000, { what: "nothing can be renewed" });
    await redis.comeBack();
    await until(() => worker.health().sinceBeatMs < 300, { what: "the worker beats again" });
    const backAt = performance.now();
    await until(
      async () => {
        await renew();
        return performance.now() - backAt > 1_000;
      },
      { what: "it has looked for dead workers" },
    );
    expect(await queue.inspect("job")).toMatchObject({ phase: "ready", crashes: 0 });
  });

  test("a worker is stuck only when Redis answers and yet nothing can be read", async () => {
    const redis = await givenRedis();
    const { readerUrl } = await givenDeafUser(redis);
    const well = startWorker(redis);
    const deaf = startWorker(redis, { readerUrl });
    const limitMs = 2_500;
    const stuck: string[] = [];
    const endWatch = watchWorkers(
      { deaf: deaf.worker, well: well.worker },
      { limitMs, everyMs: 50, onStuck: (queue) => stuck.push(queue) },
    );
    onTestFinished(endWatch);

    await until(() => deaf.worker.health().stuckMs > 500, { what: "it begins to look stuck" });
    await redis.goAway("stopped");
    await until(() => deaf.worker.health().sinceReadMs > 2 * limitMs, {
      what: "nothing was read for longer than it may be",
    });
    expect(well.worker.health().sinceReadMs).toBeGreaterThan(limitMs);
    expect(stuck).toEqual([]);

    const backAt = performance.now();
    await redis.comeBack();
    await until(() => stuck.length > 0, { what: "somebody is stuck" });
    expect(stuck).toEqual(["deaf"]);
    expect(performance.now() - backAt).toBeGreaterThan(limitMs);
    expect(well.worker.health().stuckMs).toBeLessThan(limitMs);
  });

  test("a worker whose hands are full is not stuck", async () => {
    const { startWorker: start, enqueue, ledger } = givenQueue();
    let finish: (value: string) => void = () => undefined;
    const { worker } = start(() => new Promise<string>((resolve) => (finish = resolve)), {
      concurrency: 1,
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "processing", { what: "the job runs" });
    const startedAt = performance.now();
    await until(() => performance.now() - startedAt > 600, { what: "a read would be over" });
    expect(worker.health()).toMatchObject({ running: 1, sinceReadMs: 0, stuckMs: 0 });
    finish("read");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    expect(worker.health().stuckMs).toBeLessThan(600);
  });
});

test("a worker whose hands are never empty is not stuck between two jobs", async () => {
  const { startWorker: start, enqueue, ledger } = givenQueue();
  const sinceRead: number[] = [];
  const { worker } = start(() => new Promise((resolve) => setTimeout(resolve, 20, "read")), {
    concurrency: 1,
    observer: { onEnded: () => sinceRead.push(worker.health().sinceReadMs) },
  });
  // One job brings the next, and nothing is read in the meantime.
  const ids = Array.from({ length: 30 }, (_, index) => `job ${index}`);
  await Promise.all(ids.map((id) => enqueue(id)));
  await until(() => ids.every((id) => ledger.rows.get(id)?.state === "done"), {
    what: "all jobs are done",
  });
  expect(Math.max(...sinceRead)).toBeLessThan(400);
});

describe("a read that is given up", () => {
  test("sends nothing more, and what it brings late is handed over to be put back", async () => {
    const redis = await givenRedis();
    const client = redis.open(openBlockingClient);
    await until(() => client.status === "ready", { what: "the client is connected" });
    let answer: (value: string) => void = () => undefined;
    let wasGivenUp: AbortSignal | undefined;
    const late: string[] = [];
    const reading = blockingRead(client, {
      limitMs: 30,
      read: (signal) => {
        wasGivenUp = signal;
        return new Promise<string>((resolve) => (answer = resolve));
      },
      onLate: (value) => late.push(value),
    });
    await expect(reading).rejects.toThrow(BlockedTooLong);
    expect(wasGivenUp?.aborted).toBe(true);
    answer("an entry");
    await until(() => late.length > 0, { what: "it is handed over" });
    expect(late).toEqual(["an entry"]);

    const inTime = await blockingRead(client, {
      limitMs: 5_000,
      read: async () => "in time",
      onLate: (value) => late.push(value),
    });
    expect([inTime, ...late]).toEqual(["in time", "an entry"]);
  });

  test("dies with its connection and is not sent again", async () => {
    const redis = await givenRedis();
    const client = redis.open(openBlockingClient);
    const reading = blockingRead(client, {
      limitMs: 10_000,
      read: () => client.xread("BLOCK", 0, "STREAMS", "stream", "$"),
    }).catch((error: unknown) => error);
    const command = redis.open(openWorkerClient);
    const countBlocked = async () =>
      Number(/blocked_clients:(\d+)/.exec(await command.info("clients"))?.[1]);
    await until(async () => (await countBlocked()) === 1, { what: "it blocks" });

    await command.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    expect(await reading).toBeInstanceOf(Error);
    await until(() => client.status === "ready", { what: "there is a new connection" });
    expect(await countBlocked()).toBe(0);
  });

  test("waits for a connection, but not longer than it may", async () => {
    const redis = await givenRedis();
    const client = redis.open(openBlockingClient);
    await redis.goAway("stopped");
    await until(() => client.status === "reconnecting", { what: "the connection is lost" });
    const tryToRead = (limitMs: number) =>
      blockingRead(client, { limitMs, read: () => client.client("ID") });
    await expect(tryToRead(50)).rejects.toThrow(NotConnected);

    const waiting = tryToRead(10_000);
    await redis.comeBack();
    expect(await waiting).toBeGreaterThan(0);

    client.disconnect();
    await until(() => client.status === "end", { what: "the connection is closed" });
    await expect(tryToRead(10_000)).rejects.toThrow(NotConnected);
  });

  test("leaves no job with a worker that knows nothing of it, and nobody counts a death", async () => {
    const redis = await givenRedis();
    const { admin, readerUrl } = await givenDeafUser(redis);
    const { log, said } = givenLog();
    const deaf = startWorker(redis, { log, readerUrl });
    const ready = "hr:{work}:ready";
    const [name = ""] = await untilSome(() => admin.zrange("hr:{work}:workers", "0", "-1"));
    await deaf.run("stray");
    // An answer that is lost on its way: Redis has given the job to the worker, which has never heard of it.
    await admin.xreadgroup("GROUP", "workers", name, "COUNT", 1, "STREAMS", ready, ">");
    expect((await deaf.queue.readStats()).inFlight).toBe(1);

    await until(async () => (await deaf.queue.readStats()).inFlight === 0, {
      what: "it is taken back",
    });
    expect(await deaf.queue.inspect("stray")).toMatchObject({ crashes: 0, attempts: 0 });
    expect(said).toContain("jobs that were lost on their way put back in line");
    expect(said).not.toContain("jobs of silent workers put back in line");
  });
});

async function untilSome<One>(list: () => Promise<readonly One[]>): Promise<readonly One[]> {
  let found: readonly One[] = [];
  await until(async () => (found = await list()).length > 0, { what: "there is one" });
  return found;
}
