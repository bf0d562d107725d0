import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { analysisJob } from "#core/analyses/jobs.ts";
import type { DatabaseConfig } from "#platform/config.ts";
import { keyPrefix } from "#queue/keys.ts";
import { createQueue, type Queue } from "#queue/queue.ts";
import { findFreePort } from "#services/free-port.ts";
import type { FakeOpenAiOptions, FakeReply } from "#tests/support/fake-openai.ts";
import { TEST_SECRET_KEY } from "#tests/support/product.ts";
import { type RedisServer, startRedis } from "#tests/support/redis-server.ts";
import { type ProxyMode, startTcpProxy, type TcpProxy } from "#tests/support/tcp-proxy.ts";
import type { ProviderLimits } from "#tests/support/provider-window.ts";
import { until } from "#tests/support/until.ts";
import { type Asked, startAsked } from "./ask-process.ts";
import type { Journal } from "./journal.ts";
import { manageProcess, type ManagedProcess } from "./managed-process.ts";
import type { ProviderLog } from "./provider-process.ts";
import type { SenderData } from "./sender-process.ts";
import { type MemoryUse, readMemory } from "./read-memory.ts";
import { openStormDatabase, type StormDatabase } from "./storm-database.ts";

/** The product with everything it stands on, all of it in processes that may be killed, frozen and cut off. */
export type World = {
  readonly journal: Journal;
  readonly database: StormDatabase;
  readonly redis: {
    /** Straight to the server, past the proxy. Answers late or never while the server does. */
    readonly admin: Redis;
    readonly server: RedisServer;
    /** Kills it and starts it again after a while, with what it has kept or without. One restart at a time. */
    restart(options: { readonly keeps: boolean; readonly downMs: number }): Promise<void>;
    /** Every key of the analyses' queue starts with this. */
    readonly prefix: string;
    /** What it used before anybody came. */
    readonly emptyMemory: MemoryUse;
  };
  readonly queue: Queue;
  readonly provider: {
    next(...replies: readonly FakeReply[]): void;
    setLimits(limits: ProviderLimits): void;
    readLog(): Promise<ProviderLog>;
  };
  /** Changes how the network behaves for a while; one after the other where several want to. */
  disturb(which: "redis" | "provider", mode: ProxyMode, ms: number): Promise<void>;
  reset(which: "redis" | "provider"): void;
  readonly workers: readonly ManagedProcess[];
  readonly web: ManagedProcess;
  readonly webUrl: string;
  readonly sender: Asked;
  readonly photoRoot: string;
  /** Undoes whatever is still broken. */
  calm(): Promise<void>;
  /** Ends all who talk to Redis, for good. */
  leave(): Promise<void>;
  stop(): Promise<void>;
};

const WORKERS = 3;
export const WORKER_CONCURRENCY = 4;

/** A quick model's time for an answer, milliseconds. */
const ANSWER_MS = 1_000;

/** What the provider allows in any minute: a third more than people ask for on average. */
export const PROVIDER_LIMITS: ProviderLimits = { requests: 240, tokens: 4_000_000 };

/** A tenth of the default waits: a dead worker is noticed after three to four seconds. */
export const TIME_SCALE = 0.1;

export async function startWorld(options: {
  readonly kind: DatabaseConfig["kind"];
  readonly postgresUrl: string;
  readonly journal: Journal;
}): Promise<World> {
  const { journal } = options;
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-storm-"));
  const photoRoot = join(folder, "photos");
  const database = await openStormDatabase(options.kind, { folder, ...options });
  const server = await startRedis(join(folder, "redis"), {
    keeps: true,
    // Latency is tracked in 30 kB for each command, from its first use on, which would look like a leak.
    args: ["--enable-debug-command", "yes", "--latency-tracking", "no"],
  });
  const admin = new Redis(`${server.url}/1`, {
    commandTimeout: 3_000,
    maxRetriesPerRequest: null,
    retryStrategy: () => 100,
  });
  admin.on("error", () => undefined);
  const emptyMemory = await readMemory(admin);
  const provider = startAsked("./provider-process.ts", {
    answerMs: ANSWER_MS,
    limits: PROVIDER_LIMITS,
  } satisfies FakeOpenAiOptions);
  const { url: providerUrl } = await provider.hear<{ url: string }>(({ kind }) => kind === "ready");
  const proxies = {
    redis: await startTcpProxy(server),
    provider: await startTcpProxy({ port: Number(new URL(providerUrl).port) }),
  };

  const port = await findFreePort();
  const webUrl = `http://127.0.0.1:${port}`;
  const redisUrl = `redis://127.0.0.1:${proxies.redis.port}`;
  const env = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: folder,
    FILE_STORAGE_ROOT: photoRoot,
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: "5",
    REDIS_URL: redisUrl,
    SECRET_KEY: TEST_SECRET_KEY,
    READER: "openai",
    OPENAI_API_KEY: "sk-storm",
    OPENAI_BASE_URL: `http://127.0.0.1:${proxies.provider.port}/v1`,
    OPENAI_TIMEOUT_SECONDS: "3",
    WORKER_CONCURRENCY: String(WORKER_CONCURRENCY),
    QUEUE_TIME_SCALE: String(TIME_SCALE),
    GUEST_ANALYSES_PER_DAY: "1000000",
    NETWORK_ANALYSES_PER_DAY: "1000000",
  };
  const sender = startAsked("./sender-process.ts", {
    database: database.config,
    photoRoot,
    jobsRedisUrl: `${redisUrl}/1`,
  } satisfies SenderData);
  await sender.hear(({ kind }) => kind === "ready");

  const serve = createRequire(import.meta.url).resolve("@remix-run/serve/package.json");
  const web = manageProcess({
    name: "web",
    kind: "web",
    args: [join(dirname(serve), "dist/cli.js"), "build/server/index.js"],
    readyLine: /\[remix-serve\]/,
    env,
    journal,
  });
  const workers = Array.from({ length: WORKERS }, (_, index) =>
    manageProcess({
      name: `worker ${index + 1}`,
      kind: "worker",
      args: ["--import", "./tests/faults/storm/see-palms-everywhere.ts", "worker/main.ts"],
      readyLine: /"worker started"/,
      env,
      journal,
    }),
  );
  const queue = createQueue({ redis: admin, name: analysisJob.queue });
  const prefix = keyPrefix(queue.prefix, queue.name);
  const inTurn = { redis: takingTurns(), provider: takingTurns(), restart: takingTurns() };

  const hasStarted = async () =>
    (await admin.hlen(`${prefix}slots`)) === WORKERS && (await isServing(webUrl));
  await until(hasStarted, { what: "web and workers are up", withinMs: 60_000 });

  const leave = async () => {
    await Promise.all([web.stop(), ...workers.map((worker) => worker.stop())]);
    sender.stop();
  };
  const stop = async () => {
    await leave();
    provider.stop();
    admin.disconnect();
    await Promise.all(Object.values(proxies).map((proxy) => proxy[Symbol.asyncDispose]()));
    await server.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    journal,
    database,
    queue,
    redis: {
      admin,
      server,
      prefix,
      emptyMemory,
      restart: ({ keeps, downMs }) =>
        inTurn.restart(async () => {
          await server.stop();
          if (!keeps) await server.wipe();
          await delay(downMs);
          await server.start();
        }),
    },
    provider: {
      next: (...replies) => provider.send({ kind: "next", replies }),
      setLimits: (limits) => provider.send({ kind: "limits", limits }),
      readLog() {
        const answer = provider.hear<ProviderLog>(({ kind }) => kind === "log");
        provider.send({ kind: "tell" });
        return answer;
      },
    },
    disturb: (which, mode, ms) =>
      inTurn[which](async () => {
        await proxies[which].set(mode);
        await delay(ms);
        await proxies[which].set({ kind: "pass" });
      }),
    reset: (which) => proxies[which].reset(),
    workers,
    web,
    webUrl,
    sender,
    photoRoot,
    async calm() {
      await Promise.all(
        Object.values(proxies).map((proxy: TcpProxy) => proxy.set({ kind: "pass" })),
      );
      server.signal("SIGCONT");
      provider.send({ kind: "limits", limits: PROVIDER_LIMITS });
      await admin.config("SET", "maxmemory", "0");
      await until(hasStarted, { what: "everything is up again", withinMs: 30_000 });
    },
    leave,
    stop,
  };
}

async function isServing(url: string): Promise<boolean> {
  return (await fetch(`${url}/-/healthz`).catch(() => undefined))?.ok === true;
}

/** Runs what it is given one after the other. */
function takingTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
