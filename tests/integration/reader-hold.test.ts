import { randomUUID } from "node:crypto";
import { expect, inject, onTestFinished, test } from "vitest";
import type { ReaderConfig } from "#platform/config.ts";
import { openJobs } from "#platform/jobs/open-jobs.ts";
import { createReaderHold } from "#platform/readers/reader-hold.ts";
import { openWorkerClient } from "#queue/connection.ts";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { silentLog } from "#tests/support/silent-log.ts";

const openai: ReaderConfig = {
  kind: "openai",
  apiKey: "sk-test",
  baseUrl: "http://127.0.0.1:9/v1",
  model: "gpt-4.1-mini",
  timeoutMs: 1_000,
  limits: { requestsPerMinute: undefined, tokensPerMinute: undefined },
  dailyBudgetUsd: undefined,
};

test("a reading waits for the provider only where there is one", async () => {
  // A database of its own: the web's keys have fixed names.
  const url = new URL("/9", inject("redisUrl")).href;
  const database = await openSqliteDatabase();
  const { db } = database;
  onTestFinished(() => database[Symbol.asyncDispose]());
  const redis = openWorkerClient({ url, onError: () => undefined });
  onTestFinished(() => redis.disconnect());
  const open = (reader: ReaderConfig) => {
    const jobs = openJobs({
      queueTimeScale: 1,
      url,
      log: silentLog,
      reader,
      db,
      clock: { now: () => new Date() },
    });
    onTestFinished(() => jobs.close());
    return jobs;
  };
  const [withProvider, builtin] = [open(openai), open({ kind: "builtin" })];
  const isUp = (one: ReturnType<typeof openJobs>) =>
    one.ping().then(
      () => true,
      () => false,
    );
  for (const one of [withProvider, builtin]) await expect.poll(() => isUp(one)).toBe(true);
  const id = randomUUID();
  await builtin.analysisQueue.ring(id, "u");
  onTestFinished(() => builtin.analysisQueue.cancel(id));
  await createReaderHold(redis).put("out_of_money", 30_000);

  expect(await withProvider.analysisQueue.findTicket(id)).toMatchObject({ held: "out_of_money" });
  expect(await builtin.analysisQueue.findTicket(id)).toMatchObject({ held: null });
});
