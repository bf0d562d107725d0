import { describe, expect, test } from "vitest";
import { Decline, Defer, Fatal, givenQueue } from "#tests/support/queue.ts";
import { until } from "#tests/support/until.ts";

const ids = (count: number) =>
  Array.from({ length: count }, (_, i) => `job-${String(i).padStart(4, "0")}`);

describe("a worker", () => {
  test("runs every job once, with as many at a time as it is allowed", async () => {
    const { enqueue, startWorker, all, ledger } = givenQueue();
    await Promise.all(ids(60).map((id) => enqueue(id)));
    let running = 0;
    let most = 0;
    const handle = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return "read";
    };
    startWorker(handle, { concurrency: 3 });

    await until(() => all("done"), { what: "all jobs are done" });
    expect(most).toBe(3);
    expect([...ledger.rows.values()].map(({ commits }) => commits)).toEqual(ids(60).map(() => 1));
  });

  test("shares the work with other workers", async () => {
    const { enqueue, startWorker, all, ledger } = givenQueue();
    const by = new Map<string, string>();
    const handle =
      (name: string) =>
      async ({ id }: { id: string }) => {
        by.set(id, name);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return name;
      };
    startWorker(handle("one"));
    startWorker(handle("other"));
    await Promise.all(ids(40).map((id) => enqueue(id)));

    await until(() => all("done"), { what: "all jobs are done" });
    expect(new Set(by.values()).size).toBe(2);
    expect([...ledger.rows.values()].every(({ commits }) => commits === 1)).toBe(true);
  });

  test("tries a failed job again, and gives it up after the last attempt", async () => {
    const { enqueue, startWorker, ledger, queue } = givenQueue({ attempts: 2 });
    const attempts: number[] = [];
    startWorker(async (_row, run) => {
      attempts.push(run.attempt);
      throw new Error("not today");
    });
    await enqueue("job");

    await until(() => ledger.rows.get("job")?.state === "failed", { what: "the job is given up" });
    expect(attempts).toEqual([1, 2]);
    await until(async () => (await queue.inspect("job"))?.phase === "dead", { what: "it is dead" });
  });

  test("does not try again what can never work", async () => {
    const { enqueue, startWorker, ledger } = givenQueue();
    let runs = 0;
    startWorker(async () => {
      runs += 1;
      throw new Fatal("never");
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "failed", { what: "the job has failed" });
    expect(runs).toBe(1);
  });

  test("a job whose answer is that there is none has failed, and leaves no dead letter", async () => {
    const { enqueue, startWorker, ledger, queue } = givenQueue();
    let runs = 0;
    startWorker(async () => {
      runs += 1;
      throw new Decline("nothing to see");
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "failed", { what: "the job has failed" });
    await until(async () => (await queue.inspect("job")) === undefined, { what: "it is gone" });
    expect(await queue.readStats()).toMatchObject({ dead: 0, waiting: 0, delayed: 0 });
    expect(runs).toBe(1);
  });

  test("a deferral costs no attempt", async () => {
    const { enqueue, startWorker, ledger } = givenQueue({ attempts: 2 });
    const attempts: number[] = [];
    startWorker(async (_row, run) => {
      attempts.push(run.attempt);
      if (attempts.length < 6) throw new Defer("later");
      return "read";
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("a run that takes too long is stopped and tried again", async () => {
    const { enqueue, startWorker, ledger } = givenQueue({ timeoutMs: 50, attempts: 2 });
    let runs = 0;
    startWorker(async (_row, run) => {
      runs += 1;
      if (runs > 1) return "read";
      return new Promise((_resolve, reject) => {
        run.signal.addEventListener("abort", () => reject(run.signal.reason as Error));
      });
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    expect(runs).toBe(2);
  });

  test("hands back what it cannot finish when it stops, and that costs no attempt", async () => {
    const { enqueue, startWorker, ledger, queue } = givenQueue();
    const first = startWorker(
      (_row, run) =>
        new Promise((_resolve, reject) => {
          run.signal.addEventListener("abort", () => reject(run.signal.reason as Error));
        }),
    );
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "processing", { what: "the job runs" });
    await first.stop();
    expect(ledger.rows.get("job")?.state).toBe("queued");
    expect(await queue.readStats()).toMatchObject({ inFlight: 0 });

    const attempts: number[] = [];
    startWorker(async (_row, run) => {
      attempts.push(run.attempt);
      return "read";
    });
    await until(() => ledger.rows.get("job")?.state === "done", { what: "the job is done" });
    expect(attempts).toEqual([1]);
  });

  test("a job that is cancelled while it runs is stopped by the next beat", async () => {
    const { enqueue, startWorker, queue, ledger } = givenQueue();
    let reason: unknown;
    startWorker(
      (_row, run) =>
        new Promise((_resolve, reject) => {
          run.signal.addEventListener("abort", () => {
            reason = run.signal.reason;
            reject(run.signal.reason as Error);
          });
        }),
    );
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "processing", { what: "the job runs" });
    await queue.cancel("job");
    await until(() => reason !== undefined, { what: "the run is told" });
    expect(reason).toMatchObject({ reason: "cancelled" });
    await until(async () => (await queue.inspect("job")) === undefined, {
      what: "Redis has forgotten it",
    });
  });

  test("looking ahead, it holds more than it runs, and hands back what it has not begun with", async () => {
    const { enqueue, startWorker, queue, ledger } = givenQueue();
    const finish: ((result: string) => void)[] = [];
    const { worker, stop } = startWorker(
      () => new Promise<string>((resolve) => finish.push(resolve)),
      { concurrency: 2, lookAhead: 2 },
    );
    for (const id of ids(6)) await enqueue(id);
    await until(async () => (await queue.readStats()).inFlight === 4, { what: "four are held" });
    expect(worker.health().running).toBe(2);
    expect(finish).toHaveLength(2);
    finish[0]?.("read");
    await until(() => finish.length === 3, { what: "the next one runs" });
    expect(worker.health().running).toBe(2);
    await stop();
    expect(await queue.readStats()).toMatchObject({ waiting: 5, inFlight: 0, undelivered: 0 });
    expect([...ledger.rows.values()].filter(({ state }) => state === "queued")).toHaveLength(5);
  });

  test("a ledger that does not take a result for a moment costs the job no attempt", async () => {
    const { enqueue, startWorker, ledger } = givenQueue({ attempts: 1 });
    let isAway = true;
    startWorker(async () => "read", {
      ledger: {
        ...ledger,
        async commit(id, token, result) {
          if (isAway) {
            isAway = false;
            throw new Error("the database has gone");
          }
          return ledger.commit(id, token, result);
        },
      },
    });
    await enqueue("job");
    await until(() => ledger.rows.get("job")?.state === "done", {
      what: "the job is done",
      withinMs: 10_000,
    });
    expect(ledger.rows.get("job")?.commits).toBe(1);
  });

  test("a job that is cancelled while it waits never runs", async () => {
    const { enqueue, startWorker, queue, ledger } = givenQueue();
    await enqueue("first");
    expect(await queue.cancel("first")).toBe("waiting");
    const row = ledger.rows.get("first");
    if (row) row.state = "cancelled";
    let runs = 0;
    startWorker(async () => {
      runs += 1;
      return "read";
    });
    await enqueue("second");
    await until(() => ledger.rows.get("second")?.state === "done", {
      what: "the other job is done",
    });
    expect(runs).toBe(1);
  });
});
