import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { analysisJob } from "#core/analyses/jobs.ts";
import { queueNames } from "#core/jobs/queue-names.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { GROUP, readyKey } from "#queue/keys.ts";
import { createQueue } from "#queue/queue.ts";
import { findFreePort } from "#services/free-port.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { type FakeOpenAi, startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { type Product, startProduct, TEST_SECRET_KEY } from "#tests/support/product.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";
import { type Launched, launch } from "./launch.ts";

let product: Product;
let openai: FakeOpenAi;
let redis: Redis;
beforeEach(async () => {
  openai = await startFakeOpenAi();
  product = await startProduct({ worker: false });
  redis = new Redis(product.redisUrl, { db: 1 });
});
afterEach(async () => {
  redis.disconnect();
  await product[Symbol.asyncDispose]();
  await openai[Symbol.asyncDispose]();
});

type LaunchedWorker = Launched & { readonly url: string };

async function launchWorker(
  settings: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<LaunchedWorker> {
  const { database } = product;
  if (database.kind !== "sqlite") throw new Error("the product has its own database");
  const port = await findFreePort();
  const worker = launch(process.execPath, [...flags, "worker/main.ts"], {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      DATA_DIR: product.dataDir,
      DATABASE_URL: `sqlite:${database.path}`,
      REDIS_URL: product.redisUrl,
      SECRET_KEY: TEST_SECRET_KEY,
      READER: "openai",
      OPENAI_API_KEY: "sk-test",
      OPENAI_BASE_URL: openai.url,
      WORKER_PORT: String(port),
      ...settings,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/healthz`).catch(() => null))?.ok === true, {
    what: `the worker is ready; it said ${worker.lines.join("\n")}`,
  });
  return { ...worker, url };
}

/** A worker in the middle of a job that would take a minute. */
async function launchBusyWorker(
  settings?: Readonly<Record<string, string>>,
  flags?: readonly string[],
): Promise<{ worker: LaunchedWorker; id: string }> {
  const worker = await launchWorker(settings, flags);
  openai.always({ kind: "slow", ms: 60_000 });
  const guest = createApiClient(product.url);
  const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
  await until(() => openai.calls.length === 1, {
    what: `the job runs; the worker said ${worker.lines.join("\n")}`,
  });
  return { worker, id };
}

/** Whatever way a worker stopped: the job is back in line as if it had not begun, and nobody is left behind. */
async function expectHandedBack(id: string): Promise<void> {
  const ticket = await createQueue({ redis, name: analysisJob.queue }).inspect(id);
  expect(ticket).toMatchObject({ attempts: 0, crashes: 0 });
  expect(["waiting", "ready"]).toContain(ticket?.phase);
  const db = openDatabase(product.database, silentLog);
  try {
    const row = await db
      .selectFrom("analyses")
      .select("status")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: "queued" });
  } finally {
    await db.destroy();
  }
  await expectNobodyLeft();
}

async function expectNobodyLeft(): Promise<void> {
  for (const name of queueNames) {
    expect(await redis.xinfo("CONSUMERS", readyKey("hr", name), GROUP)).toEqual([]);
  }
}

function errorsIn({ lines }: Launched): readonly string[] {
  return lines.filter((line) => /"level":"(error|fatal)"/.test(line));
}

describe("a worker that is told to stop", () => {
  test("ends within two seconds when it has nothing to do", async () => {
    await using worker = await launchWorker({ WORKER_GRACE_SECONDS: "600" });
    const stopped = await worker.stop();
    expect(stopped.code).toBe(0);
    expect(stopped.ms).toBeLessThan(2_000);
    expect(errorsIn(worker)).toEqual([]);
    await expectNobodyLeft();
  });

  test("lets a job go on for its grace time, says that it stops, and hands back what has not ended", async () => {
    const { worker, id } = await launchBusyWorker({ WORKER_GRACE_SECONDS: "2" });
    await using _ = worker;
    const stopping = worker.stop();
    await until(async () => (await fetch(`${worker.url}/healthz`)).status === 503, {
      what: "it says so",
    });
    expect(await (await fetch(`${worker.url}/healthz`)).json()).toMatchObject({
      status: "stopping",
      queues: { analyses: { status: "stopping", running: 1 } },
    });
    const stopped = await stopping;
    expect(stopped.code).toBe(0);
    expect(stopped.ms).toBeGreaterThan(2_000);
    expect(stopped.ms).toBeLessThan(5_000);
    await expectHandedBack(id);
  });

  test("waits for a job that ends in time, and keeps its result", async () => {
    await using worker = await launchWorker({ WORKER_GRACE_SECONDS: "30" });
    openai.always({ kind: "slow", ms: 1_500 });
    const guest = createApiClient(product.url);
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
    await until(() => openai.calls.length === 1, { what: "the job runs" });
    expect(await worker.stop()).toMatchObject({ code: 0 });
    expect(await guest.status(id)).toMatchObject({ status: "completed" });
    await expectNobodyLeft();
  });

  test("hands back at once when it is told twice", async () => {
    const { worker, id } = await launchBusyWorker({ WORKER_GRACE_SECONDS: "600" });
    await using _ = worker;
    const stopping = worker.stop();
    await until(async () => (await fetch(`${worker.url}/healthz`)).status === 503, {
      what: "it stops",
    });
    const askedAt = performance.now();
    process.kill(worker.pid, "SIGTERM");
    expect(await stopping).toMatchObject({ code: 0 });
    expect(performance.now() - askedAt).toBeLessThan(2_500);
    await expectHandedBack(id);
  });

  test("is gone in time although Redis no longer answers", async () => {
    const { worker } = await launchBusyWorker({ WORKER_GRACE_SECONDS: "1" });
    await using _ = worker;
    const pid = Number(/process_id:(\d+)/.exec(await redis.info("server"))?.[1]);
    process.kill(pid, "SIGSTOP");
    try {
      const stopped = await worker.stop();
      expect(stopped.code).toBe(1);
      // Its grace times, and two seconds to close.
      expect(stopped.ms).toBeLessThan(5_000);
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });
});

describe("a worker that meets an unexpected error", () => {
  test("hands back what it holds and ends with code 1 within two seconds", async () => {
    const bug = `process.on("SIGUSR2", () => { throw new Error("a bug"); });`;
    const { worker, id } = await launchBusyWorker({ WORKER_GRACE_SECONDS: "600" }, [
      "--import",
      `data:text/javascript,${encodeURIComponent(bug)}`,
    ]);
    await using _ = worker;
    const askedAt = performance.now();
    process.kill(worker.pid, "SIGUSR2");
    expect(await worker.exited).toBe(1);
    expect(performance.now() - askedAt).toBeLessThan(2_500);
    expect(errorsIn(worker)).toHaveLength(1);
    await expectHandedBack(id);
  });
});
