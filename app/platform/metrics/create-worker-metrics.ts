import type { Log } from "#core/ports.ts";
import type { WorkerObserver } from "#queue/worker-observer.ts";
import type { DatabasePool } from "../database/open-database.ts";
import type { Metrics } from "./create-metrics.ts";
import { createMetricsRegistry } from "./metrics-registry.ts";
import { addPoolMetrics } from "./pool-metrics.ts";
import { addQueueMetrics, type ReadQueues } from "./queue-metrics.ts";
import { addReaderMetrics, type CostOf, type ReaderMetrics } from "./reader-metrics.ts";
import { addRunMetrics } from "./run-metrics.ts";

export type WorkerMetrics = Metrics &
  ReaderMetrics & {
    readonly observerOf: (queue: string) => WorkerObserver;
    /** A retention sweep has deleted so much. */
    readonly onDeleted: (sweep: string, count: number) => void;
  };

/** What one worker process tells Prometheus: its own health, what its workers did, and how the queues stand. */
export function createWorkerMetrics({
  log,
  databasePool,
  readQueues,
  costOf,
}: {
  readonly log: Log;
  readonly databasePool: DatabasePool | null;
  readonly readQueues: ReadQueues;
  readonly costOf?: CostOf;
}): WorkerMetrics {
  const registry = createMetricsRegistry();
  addPoolMetrics(registry, databasePool);
  const updateQueues = addQueueMetrics(registry, { readQueues, log });
  const deleted = registry.counter(
    "retention_deleted_total",
    "What the sweeps over rows and files deleted or moved.",
    ["sweep"],
  );

  return {
    contentType: registry.contentType,
    async read() {
      await updateQueues();
      return registry.tell();
    },
    observerOf: addRunMetrics(registry),
    ...addReaderMetrics(registry, costOf),
    onDeleted: (sweep, count) => deleted.inc({ sweep }, count),
  };
}
