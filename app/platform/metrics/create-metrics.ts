import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Db } from "#core/database.ts";
import type { Log } from "#core/ports.ts";
import { listSweepFindings } from "#core/retention/sweep-lost-files.ts";

export type Metrics = {
  readonly contentType: string;
  /** Everything, in the form that Prometheus reads. */
  readonly read: () => Promise<string>;
};

/**
 * What one web process tells Prometheus: its own health, its open streams, and what the workers' last sweep wrote
 * into the database, which every web tells alike.
 */
export function createMetrics({
  db,
  log,
  openStreams,
}: {
  readonly db: Db;
  readonly log: Log;
  readonly openStreams: { readonly size: number };
}): Metrics {
  const registry = new Registry();
  const gauge = (name: string, help: string, collect?: (this: Gauge) => void) =>
    new Gauge({
      name: `hastarekha_${name}`,
      help,
      registers: [registry],
      ...(collect === undefined ? {} : { collect }),
    });
  collectDefaultMetrics({ register: registry, prefix: "hastarekha_" });
  gauge("sse_streams_open", "Answers of this process that are open now.", function () {
    this.set(openStreams.size);
  });
  const swept = {
    filesWithoutRow: gauge("sweep_files_without_row", "Files that no row named, deleted."),
    rowsWithoutFile: gauge("sweep_rows_without_file", "Files that a row names and that are gone."),
    at: gauge("sweep_timestamp_seconds", "When the photos were last compared with the rows."),
  };

  async function readFindings(): Promise<void> {
    // Nothing is better than the zero that a gauge begins with, before a sweep has run or while the database is away.
    for (const metric of Object.values(swept)) metric.remove();
    const findings = await listSweepFindings(db);
    for (const { finding, count } of findings) {
      if (finding === "filesWithoutRow" || finding === "rowsWithoutFile") swept[finding].set(count);
    }
    if (findings.length > 0) {
      swept.at.set(Math.max(...findings.map(({ foundAt }) => foundAt.getTime())) / 1000);
    }
  }

  return {
    contentType: registry.contentType,
    async read(): Promise<string> {
      try {
        await readFindings();
      } catch (error) {
        log.warn({ err: error }, "metrics told without the sweep's findings");
      }
      return registry.metrics();
    },
  };
}
