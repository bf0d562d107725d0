import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { findProgram } from "#services/find-program.ts";
import { findFreePort } from "#services/free-port.ts";
import { onCore } from "./host.ts";

/** What a Redis has done since it started. */
export type Reading = {
  readonly cpuMs: number;
  readonly bytesIn: number;
  /** Every command, those inside scripts too; ours for reading this are left out. */
  readonly commands: number;
  readonly usedMemory: number;
};

export type BenchRedis = {
  readonly url: string;
  read(): Promise<Reading>;
  /** Memory in use after everything that can be given back was. */
  readSettledMemory(): Promise<number>;
  clear(): Promise<void>;
  stop(): Promise<void>;
};

/** The same durability for everybody; the file is never rewritten in the middle of a measure. */
const settings = {
  appendonly: "yes",
  appendfsync: "everysec",
  save: "",
  "maxmemory-policy": "noeviction",
  "auto-aof-rewrite-percentage": "0",
};

const ownCommands = new Set(["info", "config", "flushall", "memory", "ping", "hello", "client"]);
const guard = fileURLToPath(new URL("../../scripts/services/end-with-parent.ts", import.meta.url));

/** A Redis of its own with an empty directory. */
export async function startBenchRedis(): Promise<BenchRedis> {
  const program = findProgram("redis-server", "valkey-server") ?? "redis-server";
  const folder = await mkdtemp(join(tmpdir(), "bench-redis-"));
  const port = await findFreePort();
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, ...options];
  const child = spawn(process.execPath, [guard, ...onCore("redis", program, args)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  child.stdin.on("error", () => undefined);
  const url = `redis://127.0.0.1:${port}`;
  const redis = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  redis.on("error", () => undefined);
  await redis.ping();

  async function read(): Promise<Reading> {
    const info = parseInfo(await redis.info("everything"));
    let commands = 0;
    for (const [name, value] of info) {
      const command = /^cmdstat_([^|]+)/.exec(name)?.[1];
      if (command === undefined || ownCommands.has(command)) continue;
      commands += Number(/calls=(\d+)/.exec(value)?.[1]);
    }
    const number = (name: string) => Number(info.get(name));
    return {
      cpuMs: 1_000 * (number("used_cpu_user") + number("used_cpu_sys")),
      bytesIn: number("total_net_input_bytes"),
      commands,
      usedMemory: number("used_memory"),
    };
  }

  return {
    url,
    read,
    async readSettledMemory() {
      await redis.memory("PURGE");
      let least = Infinity;
      // The buffers of the file and of the clients come and go.
      for (let times = 0; times < 5; times += 1) {
        await delay(60);
        least = Math.min(least, (await read()).usedMemory);
      }
      return least;
    },
    async clear() {
      await redis.flushall("SYNC");
    },
    async stop() {
      redis.disconnect();
      const gone = once(child, "exit");
      child.stdin.end();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function parseInfo(text: string): Map<string, string> {
  const pairs = text.split("\r\n").flatMap((line) => {
    const at = line.indexOf(":");
    return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
  });
  return new Map(pairs);
}
