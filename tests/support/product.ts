import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DatabaseConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { findFreePort } from "#services/free-port.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { silentLog } from "./silent-log.ts";
import { until } from "./until.ts";

/** A web, a worker, a Redis and a database of its own, as processes: the product as it runs in production. */
export type Product = AsyncDisposable & {
  readonly url: string;
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly redisUrl: string;
  /** Every line that web and worker have written. */
  readonly lines: readonly string[];
  readonly web: () => ChildProcess;
  readonly worker: () => ChildProcess;
  readonly startWorker: () => void;
};

export type ProductOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** What Node is given before the web's program. */
  readonly webFlags?: readonly string[];
  readonly database?: DatabaseConfig;
  readonly redisUrl?: string;
  readonly worker?: boolean;
};

/** What signs cookies and forms of every product that tests start. */
export const TEST_SECRET_KEY = "a-key-of-the-tests-0123456789-abcdefghij";

/** How long a start may take on a machine that has much else to do, milliseconds. */
const START_MS = 30_000;

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "hastarekha-product-"));
  const redis = await provideRedis({
    url: options.redisUrl,
    dataDir,
    appendOnly: false,
    say: () => undefined,
  });
  const database = options.database ?? { kind: "sqlite", path: join(dataDir, "app.db") };
  const db = openDatabase(database, silentLog);
  await migrateDatabase(db, database.kind);
  await db.destroy();

  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: database.kind === "sqlite" ? `sqlite:${database.path}` : database.url,
    REDIS_URL: redis.url,
    SECRET_KEY: TEST_SECRET_KEY,
    READER: "builtin",
    // Every test is a guest of the same network.
    GUEST_ANALYSES_PER_DAY: "1000",
    NETWORK_ANALYSES_PER_DAY: "10000",
    // And sends the same photo, to have it read.
    READING_CACHE_DAYS: "0",
    ...options.env,
  };
  const lines: string[] = [];
  const run = (...args: string[]) => {
    const child = spawn(process.execPath, args, {
      env: env as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) collectLines(stream, lines);
    return child;
  };

  const serve = createRequire(import.meta.url).resolve("@remix-run/serve/package.json");
  const web = run(
    ...(options.webFlags ?? []),
    join(dirname(serve), "dist/cli.js"),
    "build/server/index.js",
  );
  let worker = run("worker/main.ts");
  if (options.worker === false) worker.kill("SIGKILL");

  async function stop(): Promise<void> {
    await Promise.all([web, worker].map(end));
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  }

  await until(async () => (await fetch(`${url}/-/healthz`).catch(() => undefined))?.ok === true, {
    what: "the web answers",
    withinMs: START_MS,
  }).catch(async (error: unknown) => {
    await stop();
    throw new Error(`the product did not start; it said: ${lines.join("\n")}`, { cause: error });
  });
  return {
    url,
    dataDir,
    database,
    redisUrl: redis.url,
    lines,
    web: () => web,
    worker: () => worker,
    startWorker: () => {
      worker = run("worker/main.ts");
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Ends a process whatever state it is in, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

function collectLines(stream: NodeJS.ReadableStream, lines: string[]): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts.filter((line) => line !== ""));
  });
}
