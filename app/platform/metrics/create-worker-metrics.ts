import type { Log } from "#core/ports.ts";
import type { WorkerObserver } from "#queue/worker-observer.ts";
import type { DatabasePool } from "../database/open-database.ts";
import type { ReaderObserver } from "../readers/observe-reader.ts";
import type { Metrics } from "./create-metrics.ts";
import { createMetricsRegistry } from "./metrics-registry.ts";
import { addPoolMetrics } from "./pool-metrics.ts";
import { addQueueMetrics, type ReadQueues } from "./queue-metrics.ts";
import { addReaderMetrics } from "./reader-metrics.ts";
import { addRunMetrics } from "./run-metrics.ts";

export type WorkerMetrics = Metrics & {
  readonly observerOf: (queue: string) => WorkerObserver;
  readonly reader: ReaderObserver;
  /** A retention sweep has deleted so much. */
  readonly onDeleted: (sweep: string, count: number) => void;
};

/** What one worker process tells Prometheus: its own health, what its workers did, and how the queues stand. */
export function createWorkerMetrics({
  log,
  databasePool,
  readQueues,
}: {
  readonly log: Log;
  readonly databasePool: DatabasePool | null;
  readonly readQueues: ReadQueues;
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
    reader: addReaderMetrics(registry),
    onDeleted: (sweep, count) => deleted.inc({ sweep }, count),
  };
}
