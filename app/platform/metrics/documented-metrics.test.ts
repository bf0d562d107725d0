import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { parseMetrics } from "#tests/support/parse-metrics.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { createMetrics } from "./create-metrics.ts";
import { createWorkerMetrics } from "./create-worker-metrics.ts";

const guide = readFileSync(new URL("../../../docs/metrics.md", import.meta.url), "utf8");
const documented = [...guide.matchAll(/^\| `(\w+)`/gm)].map(
  ([, name = ""]) => `hastarekha_${name}`,
);

/** What every Node program tells (prom-client's default metrics), and the guide sums up. */
const ofNode = /^hastarekha_(process|nodejs)_/;

test("web and worker tell exactly the metrics that the guide names, by Prometheus' conventions", async () => {
  await using database = await openSqliteDatabase();
  const rest = {
    log: silentLog,
    databasePool: { totalCount: 3, idleCount: 1, waitingCount: 0 },
    readQueues: async () => [],
  };
  const web = createMetrics({ ...rest, db: database.db, openStreams: new Set() });
  const worker = createWorkerMetrics(rest);
  const types = new Map<string, string>();
  for (const { read } of [web, worker]) {
    for (const [name, type] of parseMetrics(await read()).types) types.set(name, type);
  }

  const told = [...types.keys()].filter((name) => !ofNode.test(name));
  expect(told.toSorted()).toEqual([...new Set(documented)].toSorted());
  for (const name of told) {
    expect(name.endsWith("_total"), name).toBe(types.get(name) === "counter");
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb)(_|$)/);
  }
  for (const name of ["nodejs_eventloop_lag_p99_seconds", "process_resident_memory_bytes"]) {
    expect(types.has(`hastarekha_${name}`), name).toBe(true);
    expect(guide).toContain(name);
  }
});
