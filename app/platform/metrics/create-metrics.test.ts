import { expect, test } from "vitest";
import { sweepLostFiles } from "#core/retention/sweep-lost-files.ts";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { createMetrics } from "./create-metrics.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The sample of a metric without labels; undefined when it is not told. */
function sample(text: string, name: string): number | undefined {
  const value = new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
}

test("a process tells its streams as they are when it is asked, and its own health", async () => {
  await using database = await openSqliteDatabase();
  const openStreams = new Set<string>();
  const metrics = createMetrics({ db: database.db, log: silentLog, openStreams });
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
  const metrics = createMetrics({ db, log: silentLog, openStreams: new Set() });
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
  const metrics = createMetrics({ db: database.db, log: silentLog, openStreams: new Set(["one"]) });
  await database[Symbol.asyncDispose]();
  const text = await metrics.read();
  expect(sample(text, "hastarekha_sse_streams_open")).toBe(1);
  expect(sample(text, "hastarekha_sweep_timestamp_seconds")).toBeUndefined();
});
