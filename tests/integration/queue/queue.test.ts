import { describe, expect, test } from "vitest";
import { givenQueue } from "#tests/support/queue.ts";
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

  test("a finished job is scheduled again only by force", async () => {
    const { queue, enqueue, startWorker, ledger } = givenQueue();
    const worker = startWorker(async () => "read");
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    await worker.stop();
    expect(await queue.enqueue("job", { user: "a" })).toEqual({ accepted: false, phase: "done" });
    expect(await queue.enqueue("job", { user: "a", force: true })).toMatchObject({
      accepted: true,
    });
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
    await queue.enqueue("guest-1", { user: "guest" });
    expect((await queue.inspect("hog-1"))?.position).toBeLessThanOrEqual(1);
    expect((await queue.inspect("guest-1"))?.position).toBeLessThanOrEqual(1);
    expect((await queue.inspect("hog-3"))?.position).toBe(3);
  });

  test("nothing is known of a job that was never sent", async () => {
    const { queue } = givenQueue();
    expect(await queue.inspect("nobody")).toBeUndefined();
    expect(await queue.listPhases(["nobody"])).toEqual([undefined]);
    expect(await queue.cancel("nobody")).toBe("absent");
  });
});
