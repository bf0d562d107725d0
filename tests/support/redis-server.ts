import { type ChildProcess, spawn } from "node:child_process";
import { Redis } from "ioredis";
import { findFreePort } from "#services/free-port.ts";
import { findProgram } from "#services/find-program.ts";
import { end } from "./product.ts";
import { until } from "./until.ts";

/** A Redis that a test may stop and start again at the same address. It keeps nothing, unless it is asked to. */
export async function startRedis(
  folder: string,
  { keeps = false }: { readonly keeps?: boolean } = {},
) {
  const program = findProgram("redis-server", "valkey-server") ?? "redis-server";
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn(
      program,
      [
        ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""],
        ...(keeps ? ["--appendonly", "yes", "--appendfsync", "always"] : []),
      ],
      { stdio: "ignore" },
    );
    await until(() => answers(url), { what: "Redis answers" });
  }

  await start();
  return {
    url,
    start,
    stop: async () => {
      if (child) await end(child);
    },
  };
}

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
