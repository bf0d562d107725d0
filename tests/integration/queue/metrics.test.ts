import { expect, test } from "vitest";
import { createMetricsRegistry } from "#platform/metrics/metrics-registry.ts";
import { addQueueMetrics } from "#platform/metrics/queue-metrics.ts";
import { addRunMetrics } from "#platform/metrics/run-metrics.ts";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import { parseMetrics } from "#tests/support/parse-metrics.ts";
import { Defer, Fatal, givenQueue } from "#tests/support/queue.ts";
import { silentLog } from "#tests/support/silent-log.ts";

const queue = "work";

const SOON = { timeout: 15_000 };

function given() {
  const setup = givenQueue();
  const registry = createMetricsRegistry();
  const admin = createQueueAdmin({ redis: setup.redis, queue: setup.queue });
  const readQueues = async () => [await admin.readOverview()];
  const updateQueues = addQueueMetrics(registry, { readQueues, log: silentLog });
  return {
    ...setup,
    observer: addRunMetrics(registry)(queue),
    async value(name: string, labels: Record<string, string> = {}) {
      await updateQueues();
      return parseMetrics(await registry.tell()).value(`hastarekha_${name}`, { queue, ...labels });
    },
  };
}

test("a job done, one that fails for good, one that is put off and one that is tried again are counted", async () => {
  const { enqueue, startWorker, observer, value, all } = given();
  await enqueue("done");
  await enqueue("hopeless");
  await enqueue("put-off");
  await enqueue("second-time");
  const runs = new Map<string, number>();
  startWorker(
    async ({ id }) => {
      const run = (runs.get(id) ?? 0) + 1;
      runs.set(id, run);
      if (id === "hopeless") throw new Fatal();
      if (id === "put-off" && run === 1) throw new Defer();
      if (id === "second-time" && run === 1) throw new Error("not yet");
      return "result";
    },
    { observer },
  );
  await expect.poll(() => all("done", "failed"), SOON).toBe(true);
  await expect.poll(() => value("job_starts_total"), SOON).toBe(6);

  const ends = (outcome: string, reason: string) => value("job_ends_total", { outcome, reason });
  await expect.poll(() => ends("done", "committed"), SOON).toBe(3);
  expect(await ends("dead", "unexpected")).toBe(1);
  expect(await ends("defer", "unexpected")).toBe(1);
  expect(await ends("retry", "unexpected")).toBe(1);
  expect(await value("job_running_seconds_count", { outcome: "done" })).toBe(3);
  // Two at the first attempt, being put off costs none; one at the second.
  expect(await value("job_attempts_sum", { outcome: "done" })).toBe(4);
  expect(await value("job_waiting_seconds_count")).toBeGreaterThanOrEqual(4);
  expect(await value("job_waiting_seconds_sum")).toBeLessThan(30);
  await expect.poll(() => value("queue_jobs", { state: "in_flight" }), SOON).toBe(0);
  expect(await value("queue_jobs", { state: "dead" })).toBe(1);
});

test("what waits is told with the age of the oldest, and that nobody is there for it", async () => {
  const { enqueue, value } = given();
  expect(await value("queue_oldest_waiting_seconds")).toBe(0);
  await enqueue("one");
  await enqueue("another");
  expect(await value("queue_jobs", { state: "waiting" })).toBe(2);
  await expect.poll(() => value("queue_oldest_waiting_seconds"), SOON).toBeGreaterThan(0.1);
  expect(await value("queue_slots")).toBe(0);
});

test("a row whose doorbell was lost counts as repaired by the sweep", async () => {
  const { ledger, startWorker, observer, value, all } = given();
  ledger.add("never-rung-for");
  startWorker(async () => "result", { observer });
  await expect.poll(() => all("done"), SOON).toBe(true);
  await expect.poll(() => value("queue_sweep_repairs_total", { repair: "rung" }), SOON).toBe(1);
  expect(await value("queue_sweep_repairs_total", { repair: "failed" })).toBe(0);
});

test("jobs of a worker that went silent are counted as stalled by the one that takes them away", async () => {
  const { enqueue, startWorker, observer, value, all } = given();
  await enqueue("taken-along");
  let begun = false;
  const silent = startWorker(() => {
    begun = true;
    return new Promise<never>(() => undefined);
  });
  await expect.poll(() => begun, SOON).toBe(true);
  silent.unplug();
  startWorker(async () => "result", { observer });
  await expect.poll(() => all("done"), SOON).toBe(true);
  expect(await value("queue_stalled_total", { fate: "requeued" })).toBe(1);
});
