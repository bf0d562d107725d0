import { expect, test } from "vitest";
import { ReaderUnavailable } from "#core/reading/reading-failures.ts";
import { parseMetrics } from "#tests/support/parse-metrics.ts";
import { createMetricsRegistry } from "./metrics-registry.ts";
import { addRunMetrics } from "./run-metrics.ts";

const queue = "analyses";

function given() {
  const registry = createMetricsRegistry();
  const observer = addRunMetrics(registry)(queue);
  return { observer, scrape: async () => parseMetrics(await registry.tell()) };
}

test("a run is counted by how it ended and by the product's own name for why", async () => {
  const { observer, scrape } = given();
  const run = { id: "an-id-that-nobody-counts-by", attempt: 2, ranMs: 1_500 };
  observer.onStarted?.({ ...run, waitedMs: 200 });
  observer.onEnded?.({ ...run, outcome: "done", reason: "committed" });
  for (const error of [new ReaderUnavailable("no answer"), new TypeError("a bug")]) {
    observer.onEnded?.({ ...run, outcome: "retry", reason: "error", error });
  }
  observer.onEnded?.({ ...run, outcome: "release", reason: "shutdown" });

  const { value, samples } = await scrape();
  const ends = (outcome: string, reason: string) =>
    value("hastarekha_job_ends_total", { queue, outcome, reason });
  expect(ends("done", "committed")).toBe(1);
  expect(ends("retry", "reader.unavailable")).toBe(1);
  expect(ends("retry", "unexpected")).toBe(1);
  expect(ends("release", "shutdown")).toBe(1);
  expect(value("hastarekha_job_waiting_seconds_sum", { queue })).toBeCloseTo(0.2);
  expect(value("hastarekha_job_running_seconds_sum", { queue, outcome: "retry" })).toBeCloseTo(3);
  expect(value("hastarekha_job_attempts_sum", { queue, outcome: "done" })).toBe(2);
  expect(value("hastarekha_job_attempts_count", { queue, outcome: "retry" })).toBeUndefined();
  expect(JSON.stringify(samples)).not.toContain(run.id);
});

test("what the upkeep repairs is counted, from zero on", async () => {
  const { observer, scrape } = given();
  const repairs = async (repair: string) =>
    (await scrape()).value("hastarekha_queue_sweep_repairs_total", { queue, repair });
  expect(await repairs("rung")).toBe(0);
  observer.onSwept?.({ rung: 3, failed: 1 });
  observer.onSwept?.({ rung: 0, failed: 0 });
  observer.onStalled?.({ requeued: 2, buried: 1 });
  observer.onStrays?.(4);

  expect([await repairs("rung"), await repairs("failed")]).toEqual([3, 1]);
  const { value } = await scrape();
  expect(value("hastarekha_queue_stalled_total", { queue, fate: "requeued" })).toBe(2);
  expect(value("hastarekha_queue_stalled_total", { queue, fate: "buried" })).toBe(1);
  expect(value("hastarekha_queue_strays_total", { queue })).toBe(4);
});
