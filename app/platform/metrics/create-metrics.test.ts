import { expect, test } from "vitest";
import { sweepLostFiles } from "#core/retention/sweep-lost-files.ts";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { parseMetrics } from "#tests/support/parse-metrics.ts";
import { createMetrics } from "./create-metrics.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the process has besides its database. */
const rest = { log: silentLog, databasePool: null, readQueues: async () => [] };

/** The sample of a metric without labels; undefined when it is not told. */
function sample(text: string, name: string): number | undefined {
  const value = new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
}

test("a process tells its streams as they are when it is asked, and its own health", async () => {
  await using database = await openSqliteDatabase();
  const openStreams = new Set<string>();
  const metrics = createMetrics({ ...rest, db: database.db, openStreams });
  expect(sample(await metrics.read(), "hastarekha_sse_streams_open")).toBe(0);
  openStreams.add("one");
  const text = await metrics.read();
  expect(sample(text, "hastarekha_sse_streams_open")).toBe(1);
  expect(sample(text, "hastarekha_process_resident_memory_bytes")).toBeGreaterThan(0);
  expect(metrics.contentType).toMatch(/^text\/plain; version=/);
});

test("the last sweep's findings are told with their time, and none before there is one", async () => {
  await using database = await openSqliteDatabase();
  const { db } = database;
  const metrics = createMetrics({ ...rest, db, openStreams: new Set() });
  const before = await metrics.read();
  for (const name of ["files_without_row", "rows_without_file", "timestamp_seconds"]) {
    expect(sample(before, `hastarekha_sweep_${name}`)).toBeUndefined();
  }

  const photoStore = createFakePhotoStore();
  await photoStore.write("guest/lost.jpg", new Uint8Array(1));
  const startedAt = Date.now() / 1000;
  await sweepLostFiles({ db, photoStore, clock: { now: () => new Date(Date.now() + DAY_MS) } });
  const after = await metrics.read();
  expect(sample(after, "hastarekha_sweep_files_without_row")).toBe(1);
  expect(sample(after, "hastarekha_sweep_rows_without_file")).toBe(0);
  expect(sample(after, "hastarekha_sweep_timestamp_seconds")).toBeGreaterThanOrEqual(startedAt - 1);
});

test("a database that is away takes only its own part of the metrics with it", async () => {
  const database = await openSqliteDatabase();
  const metrics = createMetrics({ ...rest, db: database.db, openStreams: new Set(["one"]) });
  await database[Symbol.asyncDispose]();
  const text = await metrics.read();
  expect(sample(text, "hastarekha_sse_streams_open")).toBe(1);
  expect(sample(text, "hastarekha_sweep_timestamp_seconds")).toBeUndefined();
  expect(sample(text, "hastarekha_database_up")).toBe(0);
});

test("a Redis that never answers takes only the queues with it, and less than a second", async () => {
  await using database = await openSqliteDatabase();
  let asked = 0;
  const readQueues = () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  };
  const metrics = createMetrics({
    ...rest,
    db: database.db,
    openStreams: new Set(["one"]),
    readQueues,
  });
  const startedAt = performance.now();
  const text = await metrics.read();
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(sample(text, "hastarekha_sse_streams_open")).toBe(1);
  expect(sample(text, "hastarekha_redis_up")).toBe(0);
  expect(text).not.toMatch(/^hastarekha_queue_jobs\{/m);

  await metrics.read();
  expect(asked, "one question is open at a time").toBe(1);
});

test("requests are counted by pattern, method and status, and words that nobody knows are one", async () => {
  await using database = await openSqliteDatabase();
  const metrics = createMetrics({ ...rest, db: database.db, openStreams: new Set() });
  const route = "/analyses/:analysisId";
  metrics.http.onAnswered({ route, method: "GET", status: 200, ms: 30 });
  metrics.http.onAnswered({ route, method: "GET", status: 200, ms: 3_000 });
  metrics.http.onAnswered({ route, method: "GET", status: null, ms: 10 });
  metrics.http.onAnswered({ route: "other", method: "BREW", status: 404, ms: 1 });

  const { value } = parseMetrics(await metrics.read());
  const count = (labels: Record<string, string>) => value("hastarekha_http_requests_total", labels);
  expect(count({ route, method: "GET", status: "200" })).toBe(2);
  expect(count({ route, method: "GET", status: "none" })).toBe(1);
  expect(count({ route: "other", method: "other", status: "404" })).toBe(1);
  const under = (le: string) =>
    value("hastarekha_http_request_duration_seconds_bucket", { route, method: "GET", le });
  expect([under("0.025"), under("0.05"), under("10")]).toEqual([1, 2, 3]);
});
