import { describe, expect, onTestFinished, test } from "vitest";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { createEventHub } from "#queue/event-hub.ts";
import { givenQueue, type QueueSetup } from "#tests/support/queue.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { until } from "#tests/support/until.ts";

function givenHub({ open, prefix }: QueueSetup) {
  const hub = createEventHub({
    queues: ["work"],
    prefix,
    redis: { command: open(openWorkerClient), blocking: open(openBlockingClient) },
    log: silentLog,
  });
  onTestFinished(() => hub.close());
  return hub;
}

describe("following jobs", () => {
  test("everything after the start of a subscription is told, in order and of that job alone", async () => {
    const setup = givenQueue();
    const hub = givenHub(setup);
    const leaving = new AbortController();
    const { events } = await hub.subscribe(
      { queue: "work", job: "mine" },
      { signal: leaving.signal },
    );
    setup.startWorker(async (_row, run) => {
      run.progress({ stage: "reading" });
      return "read";
    });
    await setup.enqueue("other");
    await setup.enqueue("mine");

    const seen: string[] = [];
    while (seen.at(-1) !== "done") seen.push((await events.next()).value?.type ?? "");
    expect(seen).toEqual(["queued", "progress", "done"]);
    leaving.abort();
  });

  test("whoever comes back with the last id it has seen misses nothing", async () => {
    const setup = givenQueue();
    const hub = givenHub(setup);
    const signal = new AbortController().signal;
    const { startId } = await hub.subscribe({ queue: "work", job: "job" }, { signal });
    await setup.enqueue("job");
    setup.startWorker(async () => "read");
    await until(() => setup.all("done"), { what: "the job is done" });
    await until(async () => (await setup.queue.inspect("job")) === undefined, {
      what: "Redis knows it too",
    });

    const { missed } = await hub.subscribe(
      { queue: "work", job: "job" },
      { signal, after: startId },
    );
    expect(missed.map(({ type }) => type)).toEqual(["queued", "done"]);
    const late = await hub.subscribe(
      { queue: "work", job: "job" },
      { signal, after: missed[0]?.id ?? "" },
    );
    expect(late.missed.map(({ type }) => type)).toEqual(["done"]);
  });

  test("somebody who has missed much, or comes from long ago, starts with the present", async () => {
    const setup = givenQueue();
    const hub = givenHub(setup);
    const { signal } = new AbortController();
    const tell = async (job: string, times: number) => {
      const pipeline = setup.redis.pipeline();
      for (let i = 0; i < times; i += 1) {
        pipeline.xadd(
          `${setup.prefix}:{work}:events`,
          "*",
          "t",
          "progress",
          "w",
          "",
          "d",
          "{}",
          "j",
          job,
        );
      }
      await pipeline.exec();
    };
    const missedSince = async (after: string) =>
      (await hub.subscribe({ queue: "work", job: "job" }, { signal, after })).missed.length;

    await tell("other", 470);
    await tell("job", 30);
    expect(await missedSince("0-0")).toBe(30);
    await tell("other", 1);
    // Too much to look through, though of this job it is no more than before.
    expect(await missedSince("0-0")).toBe(0);

    const others = await setup.redis.xrange(
      `${setup.prefix}:{work}:events`,
      "-",
      "+",
      "COUNT",
      470,
    );
    const lastOfOthers = others.at(-1)?.[0] ?? "";
    expect(await missedSince(lastOfOthers)).toBe(30);
    await tell("job", 1);
    // Little to look through, but too many of this job.
    expect(await missedSince(lastOfOthers)).toBe(0);
  });

  test("nothing remains of a subscriber that has left", async () => {
    const setup = givenQueue();
    const hub = givenHub(setup);
    const leaving = new AbortController();
    const subscriptions = await Promise.all(
      Array.from({ length: 20 }, () =>
        hub.subscribe({ queue: "work", job: "job" }, { signal: leaving.signal }),
      ),
    );
    expect(hub.size).toBe(20);
    const waiting = subscriptions.map(({ events }) => events.next());
    leaving.abort();
    expect(await Promise.all(waiting)).toEqual(
      waiting.map(() => ({ done: true, value: undefined })),
    );
    expect(hub.size).toBe(0);
  });
});
