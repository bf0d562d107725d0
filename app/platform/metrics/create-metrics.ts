import type { Db } from "#core/database.ts";
import type { Log } from "#core/ports.ts";
import { listSweepFindings } from "#core/retention/sweep-lost-files.ts";
import type { DatabasePool } from "../database/open-database.ts";
import { askInTime } from "./ask-in-time.ts";
import { createHttpMetrics, type HttpMetrics } from "./http-metrics.ts";
import { createMetricsRegistry, type MetricsRegistry } from "./metrics-registry.ts";
import { addPoolMetrics } from "./pool-metrics.ts";
import { addQueueMetrics, type ReadQueues } from "./queue-metrics.ts";

export type Metrics = {
  readonly contentType: string;
  /** Everything, in the form that Prometheus reads. Answers within a second, with what it knows. */
  readonly read: () => Promise<string>;
};

export type WebMetrics = Metrics & { readonly http: HttpMetrics };

/** A scrape waits no longer for the database, milliseconds. */
const PATIENCE_MS = 500;

/**
 * What one web process tells Prometheus: its own health, its requests and open streams, how the queues stand, and what
 * the workers' last sweep wrote into the database; the last two every web tells alike.
 */
export function createMetrics({
  db,
  log,
  openStreams,
  databasePool,
  readQueues,
}: {
  readonly db: Db;
  readonly log: Log;
  readonly openStreams: { readonly size: number };
  readonly databasePool: DatabasePool | null;
  readonly readQueues: ReadQueues;
}): WebMetrics {
  const registry = createMetricsRegistry();
  const http = createHttpMetrics(registry);
  registry.gauge("sse_streams_open", "Answers of this process that are open now.", [], function () {
    this.set(openStreams.size);
  });
  addPoolMetrics(registry, databasePool);
  const updateQueues = addQueueMetrics(registry, { readQueues, log });
  const updateFindings = addSweepFindings(registry, { db, log });

  return {
    contentType: registry.contentType,
    http,
    async read() {
      await Promise.all([updateQueues(), updateFindings()]);
      return registry.tell();
    },
  };
}

function addSweepFindings(
  registry: MetricsRegistry,
  { db, log }: { readonly db: Db; readonly log: Log },
): () => Promise<void> {
  const read = askInTime(() => listSweepFindings(db), PATIENCE_MS);
  const swept = {
    filesWithoutRow: registry.gauge("sweep_files_without_row", "Files that no row named, deleted."),
    rowsWithoutFile: registry.gauge(
      "sweep_rows_without_file",
      "Files that a row names and that are gone.",
    ),
    at: registry.gauge(
      "sweep_timestamp_seconds",
      "When the photos were last compared with the rows.",
    ),
  };
  const databaseUp = registry.gauge("database_up", "1 when the database answered this scrape.");

  return async () => {
    // Nothing is better than the zero that a gauge begins with, before a sweep has run or while the database is away.
    for (const metric of Object.values(swept)) metric.remove();
    try {
      const findings = await read();
      databaseUp.set(1);
      for (const { finding, count } of findings) {
        if (finding === "filesWithoutRow" || finding === "rowsWithoutFile") {
          swept[finding].set(count);
        }
      }
      if (findings.length > 0) {
        swept.at.set(Math.max(...findings.map(({ foundAt }) => foundAt.getTime())) / 1000);
      }
    } catch (error) {
      databaseUp.set(0);
      log.warn({ err: error }, "metrics told without the sweep's findings");
    }
  };
}
