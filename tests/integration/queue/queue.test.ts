import { describe, expect, test } from "vitest";
import { Fatal, givenQueue } from "#tests/support/queue.ts";
import { until } from "#tests/support/until.ts";

describe("scheduling", () => {
  test("enqueueing twice is the same as once", async () => {
    const { queue } = givenQueue();
    expect(await queue.enqueue("job", { user: "a" })).toEqual({ accepted: true, phase: "waiting" });
    expect(await queue.enqueue("job", { user: "a" })).toEqual({
      accepted: false,
      phase: "waiting",
    });
    expect(await queue.readStats()).toMatchObject({ waiting: 1 });
  });

  test("a job that is done leaves nothing behind, and a late bell for it runs nothing", async () => {
    const { queue, enqueue, startWorker, ledger } = givenQueue();
    let runs = 0;
    startWorker(async () => {
      runs += 1;
      return "read";
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    await until(async () => (await queue.inspect("job")) === undefined, { what: "it is gone" });
    expect(await queue.enqueue("job", { user: "a" })).toMatchObject({ accepted: true });
    await until(async () => (await queue.inspect("job")) === undefined, {
      what: "it is gone again",
    });
    expect(runs).toBe(1);
  });

  test("a job that was given up is scheduled again only by force", async () => {
    const { queue, enqueue, startWorker } = givenQueue();
    const worker = startWorker(async () => {
      throw new Fatal("never");
    });
    await enqueue("job");
    await until(async () => (await queue.inspect("job"))?.phase === "dead", { what: "it is dead" });
    await worker.stop();
    expect(await queue.enqueue("job", { user: "a" })).toEqual({ accepted: false, phase: "dead" });
    expect(await queue.enqueue("job", { user: "a", force: true })).toMatchObject({
      accepted: true,
      phase: "waiting",
    });
    expect(await queue.readStats()).toMatchObject({ dead: 0, waiting: 1 });
  });

  test("what is enqueued together is scheduled together, each once, in its order", async () => {
    const { queue } = givenQueue();
    const ids = Array.from({ length: 250 }, (_, index) => `job-${String(index).padStart(3, "0")}`);
    const answers = await queue.enqueueMany([...ids, "job-007"].map((id) => ({ id, user: "a" })));
    expect(answers.map(({ accepted }) => accepted)).toEqual([...ids.map(() => true), false]);
    expect(await queue.readStats()).toMatchObject({ waiting: 250 });
    expect((await queue.inspect("job-249"))?.position).toBe(249);
  });

  test("a job with a delay waits for its time", async () => {
    const { queue } = givenQueue();
    expect(await queue.enqueue("job", { user: "a", delayMs: 60_000 })).toMatchObject({
      phase: "delayed",
    });
    expect((await queue.inspect("job"))?.position).toBeNull();
  });

  test("tells how many stand before a job, and takes users in turn", async () => {
    const { queue } = givenQueue();
    for (const id of ["hog-1", "hog-2", "hog-3"]) await queue.enqueue(id, { user: "hog" });
    await queue.enqueue("zoe-1", { user: "zoe" });
    expect((await queue.inspect("hog-1"))?.position).toBeLessThanOrEqual(1);
    expect((await queue.inspect("zoe-1"))?.position).toBeLessThanOrEqual(1);
    expect((await queue.inspect("hog-3"))?.position).toBe(3);
  });

  test("nothing is known of a job that was never sent", async () => {
    const { queue } = givenQueue();
    expect(await queue.inspect("nobody")).toBeUndefined();
    expect(await queue.listPhases(["nobody"])).toEqual([undefined]);
    expect(await queue.cancel("nobody")).toBe("absent");
  });
});
