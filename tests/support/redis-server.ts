import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { Redis } from "ioredis";
import { findFreePort } from "#services/free-port.ts";
import { findProgram } from "#services/find-program.ts";
import { end } from "./product.ts";
import { until } from "./until.ts";

export type RedisServerOptions = {
  /** Whether what it holds outlives it. Without, it keeps nothing. */
  readonly keeps?: boolean;
  /** The server's program; by default the first on the PATH. */
  readonly program?: string;
  readonly args?: readonly string[];
};

/** A Redis that a test may stop and start again at the same address. It keeps nothing, unless it is asked to. */
export async function startRedis(folder: string, options: RedisServerOptions = {}) {
  const program = options.program ?? findProgram("redis-server", "valkey-server") ?? "redis-server";
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    await mkdir(folder, { recursive: true });
    child = spawn(
      program,
      [
        ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""],
        ...(options.keeps ? ["--appendonly", "yes", "--appendfsync", "always"] : []),
        ...(options.args ?? []),
      ],
      { stdio: "ignore" },
    );
    await until(() => answers(url), { what: "Redis answers" });
  }

  await start();
  return {
    port,
    url,
    start,
    /** Kills it, whatever it is at. */
    stop: async () => {
      if (child) await end(child);
    },
    /** Takes away what it has kept; for a server that is stopped. */
    wipe: () => rm(folder, { recursive: true, force: true }),
    signal: (signal: NodeJS.Signals) => child?.kill(signal),
  };
}

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
