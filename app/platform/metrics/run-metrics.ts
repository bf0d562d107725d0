import { DomainError } from "#core/errors.ts";
import type { EndedRun, WorkerObserver } from "#queue/worker-observer.ts";
import type { MetricsRegistry } from "./metrics-registry.ts";

/** From at once to a day behind a heap of work, seconds. */
const WAITS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800, 3_600, 21_600];

/** From a thumbnail to a job's timeout, seconds. */
const RUNS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 180];

const ATTEMPTS = [1, 2, 3, 4, 5, 8];

/**
 * What the workers of this process do, by their queues.
 *
 * @returns the observer for the worker of a queue
 */
export function addRunMetrics(registry: MetricsRegistry): (queue: string) => WorkerObserver {
  const waited = registry.histogram(
    "job_waiting_seconds",
    "From being enqueued, or due, to being handed to a worker.",
    WAITS,
    ["queue"],
  );
  const ran = registry.histogram("job_running_seconds", "From being handed out to its end.", RUNS, [
    "queue",
    "outcome",
  ]);
  const started = registry.counter("job_starts_total", "Jobs handed to a worker.", ["queue"]);
  const ended = registry.counter("job_ends_total", "Runs that ended, by how and why.", [
    "queue",
    "outcome",
    "reason",
  ]);
  const attempts = registry.histogram(
    "job_attempts",
    "Runs that counted, of jobs that ended for good.",
    ATTEMPTS,
    ["queue", "outcome"],
  );
  const repairs = registry.counter(
    "queue_sweep_repairs_total",
    "Rows that Redis did not know as it should: rung for again, or failed as poison.",
    ["queue", "repair"],
  );
  const stalled = registry.counter(
    "queue_stalled_total",
    "Jobs taken from silent workers: put back in line, or buried for their crashes.",
    ["queue", "fate"],
  );
  const strays = registry.counter(
    "queue_strays_total",
    "Jobs that were lost on their way to a worker and put back in line.",
    ["queue"],
  );

  return (queue) => {
    // An alert on a rate needs the zero before the first one.
    for (const repair of ["rung", "failed"]) repairs.inc({ queue, repair }, 0);
    for (const fate of ["requeued", "buried"]) stalled.inc({ queue, fate }, 0);
    strays.inc({ queue }, 0);
    started.inc({ queue }, 0);

    return {
      onStarted({ waitedMs }) {
        started.inc({ queue });
        if (waitedMs !== null) waited.observe({ queue }, waitedMs / 1_000);
      },
      onEnded(run) {
        const { outcome, attempt, ranMs } = run;
        ended.inc({ queue, outcome, reason: reasonOf(run) });
        ran.observe({ queue, outcome }, ranMs / 1_000);
        if (outcome === "done" || outcome === "dead") attempts.observe({ queue, outcome }, attempt);
      },
      onSwept({ rung, failed }) {
        repairs.inc({ queue, repair: "rung" }, rung);
        repairs.inc({ queue, repair: "failed" }, failed);
      },
      onStalled({ requeued, buried }) {
        stalled.inc({ queue, fate: "requeued" }, requeued);
        stalled.inc({ queue, fate: "buried" }, buried);
      },
      onStrays(count) {
        strays.inc({ queue }, count);
      },
    };
  };
}

/** What the product calls the error, where the handler threw one that it knows: there is a fixed number of those. */
function reasonOf({ reason, error }: EndedRun): string {
  if (reason !== "error") return reason;
  return DomainError.is(error) ? error.code : "unexpected";
}
