import { spawn, spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { findFreePort } from "./free-port.ts";
import { findProgram } from "./find-program.ts";
import { installPackage } from "./install-package.ts";
import { CannotProvide, type Say, type Service } from "./service.ts";

export type RedisOptions = {
  /** REDIS_URL, when it is set. */
  readonly url: string | undefined;
  /** Its files go into `redis/` below. */
  readonly dataDir: string;
  /** Whether what it holds must outlive it. */
  readonly appendOnly: boolean;
  readonly say: Say;
};

/**
 * Redis for one machine: the one that `url` names, else a server of our own on a free port of the
 * loopback interface, from the PATH, Docker or the distribution's packages.
 *
 * @throws CannotProvide with what to install
 */
export async function provideRedis({
  url,
  dataDir,
  appendOnly,
  say,
}: RedisOptions): Promise<Service> {
  if (url !== undefined && url !== "") {
    if (await answers(url, 5_000)) {
      say("Redis: the one that REDIS_URL names.");
      return { url, stop: async () => undefined };
    }
    say("Redis: none answers where REDIS_URL points, so one of our own is started.");
  }

  const folder = join(dataDir, "redis");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = findProgram("redis-server", "valkey-server");
  if (found) return startServer(found, folder, appendOnly, say);
  if (hasDocker()) return startContainer(folder, appendOnly, say);
  if (installPackage("redis-server", say)) {
    const installed = findProgram("redis-server");
    if (installed) return startServer(installed, folder, appendOnly, say);
  }
  throw new CannotProvide(
    [
      "Redis 7 or Valkey is needed and is not on this machine. Install it and start again:",
      "  macOS            brew install redis",
      "  Debian, Ubuntu   sudo apt-get install redis-server",
      "  Fedora           sudo dnf install valkey",
      "  Docker           docker run -d -p 6379:6379 redis:8, and REDIS_URL=redis://127.0.0.1:6379",
    ].join("\n"),
  );
}

function serverArguments(appendOnly: boolean): string[] {
  return [
    ["--appendonly", appendOnly ? "yes" : "no"],
    ["--appendfsync", "everysec"],
    ["--save", ""],
    // Jobs must never be thrown out to make room for others.
    ["--maxmemory-policy", "noeviction"],
    ["--enable-debug-command", "local"],
  ].flat();
}

async function startServer(
  program: string,
  folder: string,
  appendOnly: boolean,
  say: Say,
): Promise<Service> {
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const guard = fileURLToPath(new URL("./end-with-parent.ts", import.meta.url));
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
  // In a group of its own, so that Ctrl-C reaches us and not it; the guard ends it should we be killed.
  const child = spawn(
    process.execPath,
    [guard, program, ...settings, ...serverArguments(appendOnly)],
    { stdio: ["pipe", "ignore", "ignore"], detached: true },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (!(await answers(url, 15_000))) {
    child.stdin.end();
    throw new CannotProvide(`${program} did not start with its files in ${folder}.`);
  }
  say(`Redis: started ${program} on port ${port}, files in ${folder}.`);
  return {
    url,
    async stop() {
      child.stdin.end();
      await Promise.race([exited, delay(5_000, undefined, { ref: false })]);
    },
  };
}

function hasDocker(): boolean {
  return (
    findProgram("docker") !== undefined &&
    spawnSync("docker", ["info"], { stdio: "ignore", timeout: 5_000 }).status === 0
  );
}

async function startContainer(folder: string, appendOnly: boolean, say: Say): Promise<Service> {
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const name = `hastarekha-redis-${port}`;
  const where = ["--publish", `127.0.0.1:${port}:6379`, "--volume", `${folder}:/data`];
  spawnSync(
    "docker",
    [
      "run",
      "--detach",
      "--rm",
      "--name",
      name,
      ...where,
      "redis:8",
      "redis-server",
      ...serverArguments(appendOnly),
    ],
    { stdio: "ignore", timeout: 120_000 },
  );
  if (!(await answers(url, 30_000))) {
    throw new CannotProvide("Docker is here, but its redis:8 container did not start.");
  }
  say(`Redis: started the container ${name} on port ${port}, files in ${folder}.`);
  return {
    url,
    stop: async () =>
      void spawnSync("docker", ["stop", name], { stdio: "ignore", timeout: 10_000 }),
  };
}

/** True as soon as a Redis answers there. */
async function answers(url: string, patienceMs: number): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
  });
  redis.on("error", () => undefined);
  try {
    redis.connect().catch(() => undefined);
    return await Promise.race([
      redis.ping().then(
        () => true,
        () => false,
      ),
      delay(patienceMs, false, { ref: false }),
    ]);
  } finally {
    redis.disconnect();
  }
}
