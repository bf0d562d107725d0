import { describe, expect, test } from "vitest";
import { Fatal, givenQueue, quickTimings } from "#tests/support/queue.ts";
import { toldOf } from "#tests/support/told-of.ts";
import { until } from "#tests/support/until.ts";

const forever = () => new Promise<string>(() => undefined);

describe("after a loss", () => {
  test("a job whose worker has vanished is run by another one", async () => {
    const { enqueue, startWorker, ledger, redis, prefix } = givenQueue();
    const lost = startWorker(forever);
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "processing", { what: "the job runs" });
    lost.unplug();

    startWorker(async () => "read");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    expect(ledger.rows.get("job")?.commits).toBe(1);
    expect(await toldOf({ redis, prefix }, "job")).toEqual(["queued", "stalled", "done"]);
  });

  test("a job that takes every worker with it is set aside", async () => {
    const { enqueue, startWorker, ledger, queue } = givenQueue({ crashes: 1 });
    const phase = async () => (await queue.inspect("poison"))?.phase;
    await enqueue("poison");
    for (let death = 0; death < 2; death += 1) {
      const before = ledger.rows.get("poison")?.token;
      const victim = startWorker(forever);
      await until(() => ledger.rows.get("poison")?.token !== before, { what: "the job runs" });
      victim.unplug();
      const reaper = startWorker(forever, { concurrency: 0 });
      await until(async () => ["delayed", "waiting", "dead"].includes((await phase()) ?? ""), {
        what: "the job is taken away from the dead",
      });
      await reaper.stop();
    }
    const reaper = startWorker(forever, { concurrency: 0 });
    await until(() => ledger.rows.get("poison")?.failCrashed === true, {
      what: "the job is set aside",
    });
    await reaper.stop();
  });

  test("an emptied Redis loses nothing: every unsettled row is rung for again, and each is done once", async () => {
    const { enqueue, startWorker, ledger, redis, prefix, all } = givenQueue();
    for (let i = 0; i < 20; i += 1) await enqueue(`job-${i}`);
    const keys = await redis.keys(`${prefix}:*`);
    await redis.del(...keys);

    startWorker(async () => "read");
    await until(() => all("done"), { what: "all jobs are done" });
    expect([...ledger.rows.values()].every(({ commits }) => commits === 1)).toBe(true);
  });

  test("a run goes on when Redis is emptied under it, and is not run again", async () => {
    const { enqueue, startWorker, ledger, redis, prefix } = givenQueue();
    let runs = 0;
    let finish: (value: string) => void = () => undefined;
    const { worker } = startWorker(() => {
      runs += 1;
      return new Promise<string>((resolve) => (finish = resolve));
    });
    await enqueue("job");
    await until(() => runs === 1, { what: "the job runs" });
    await redis.del(...(await redis.keys(`${prefix}:*`)));

    // Several beats say that Redis does not know the run.
    const since = performance.now();
    await until(() => performance.now() - since > 6 * quickTimings.beatMs, { what: "beats pass" });
    expect(worker.health().running).toBe(1);
    finish("read");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    expect(ledger.rows.get("job")).toMatchObject({ commits: 1, refusals: 0 });
    expect(runs).toBe(1);
  });

  test.each([
    "jobs",
    "wait",
    "delay",
    "fair",
    "meta",
    "slots",
    "workers",
    "the group",
    "a consumer",
  ])("what alone is lost (%s) comes back by itself, and each job is done once", async (lost) => {
    const { enqueue, startWorker, ledger, redis, prefix, all } = givenQueue();
    const keys = `${prefix}:{work}:`;
    let done = 0;
    startWorker(async () => {
      done += 1;
      if (done === 5) {
        if (lost === "the group") await redis.xgroup("DESTROY", `${keys}ready`, "workers");
        else if (lost === "a consumer") {
          const [[, name] = []] = (await redis.xinfo(
            "CONSUMERS",
            `${keys}ready`,
            "workers",
          )) as string[][];
          await redis.xgroup("DELCONSUMER", `${keys}ready`, "workers", name ?? "");
        } else await redis.del(keys + lost);
      }
      return "read";
    });
    for (let i = 0; i < 20; i += 1) await enqueue(`job-${i}`);
    await until(() => all("done"), { what: "all jobs are done" });
    expect([...ledger.rows.values()].every(({ commits }) => commits === 1)).toBe(true);
    await until(async () => (await redis.zcard(`${keys}wait`)) === 0, {
      what: "the line is empty",
    });
  });

  test("a worker goes on when the stream disappears under its blocked read", async () => {
    const { enqueue, startWorker, ledger, redis, prefix } = givenQueue();
    startWorker(async () => "read");
    await enqueue("before");
    await until(() => ledger.rows.get("before")?.state === "done", { what: "the first is done" });

    await redis.del(`${prefix}:{work}:ready`);
    await enqueue("after");
    await until(() => ledger.rows.get("after")?.state === "done", { what: "the second is done" });
  });

  test("a worker goes on when only the group disappears under its blocked read", async () => {
    const { enqueue, startWorker, ledger, redis, prefix, all } = givenQueue();
    startWorker(async () => "read");
    await enqueue("before");
    await until(() => ledger.rows.get("before")?.state === "done", { what: "the first is done" });

    await redis.xgroup("DESTROY", `${prefix}:{work}:ready`, "workers");
    for (const id of ["one", "other", "third"]) await enqueue(id);
    await until(() => all("done"), { what: "all are done" });
  });

  test("a worker that was only asleep finds its result refused", async () => {
    const { enqueue, startWorker, ledger } = givenQueue();
    let wake: (value: string) => void = () => undefined;
    const sleeper = startWorker(() => new Promise<string>((resolve) => (wake = resolve)));
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "processing", { what: "the job runs" });
    sleeper.unplug();

    startWorker(async () => "of the heir");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the heir is done" });
    wake("of the sleeper");
    await until(() => ledger.rows.get("job")?.refusals === 1, { what: "the sleeper has tried" });
    expect(ledger.rows.get("job")).toMatchObject({ result: "of the heir", commits: 1 });
  });

  test("a job that was given up, and is to be tried again while Redis is away, is run and not failed again", async () => {
    const { enqueue, startWorker, ledger, queue } = givenQueue();
    let isBroken = true;
    startWorker(async () => {
      if (isBroken) throw new Fatal("not today");
      return "read";
    });
    await enqueue("job");
    await until(async () => (await queue.inspect("job"))?.phase === "dead", { what: "it is dead" });
    isBroken = false;
    const row = ledger.rows.get("job");
    if (row) row.state = "queued";
    await until(() => row?.state === "done", { what: "the job is done" });
    expect(await queue.readStats()).toMatchObject({ dead: 0 });
  });

  test("a doorbell that was lost is rung by the sweep", async () => {
    const { startWorker, ledger } = givenQueue();
    ledger.add("silent");
    startWorker(async () => "read");
    await until(() => ledger.rows.get("silent")?.state === "done", { what: "the job is done" });
  });
});
