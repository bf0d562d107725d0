import { spawn } from "node:child_process";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { keepRunning, type Restarting } from "../keep-running.ts";
import { findFreePort } from "./free-port.ts";
import { findProgram } from "./find-program.ts";
import { installPackage } from "./install-package.ts";
import { CannotProvide, type Say, type Service } from "./service.ts";
import { untilExit } from "./until-exit.ts";

export type RedisOptions = {
  /** REDIS_URL, when it is set. */
  readonly url: string | undefined;
  /** Its files go into `redis/` below. */
  readonly dataDir: string;
  /** Whether what it holds must outlive it. */
  readonly appendOnly: boolean;
  /** A server of our own that somebody who was killed has used with the same files. */
  readonly leftBehind?: string | null | undefined;
  /** Gives up when it aborts. What runs by then goes on until `stop`. */
  readonly signal?: AbortSignal;
  readonly say: Say;
  /** A server of our own has ended by itself and starts again. */
  readonly onEvent?: (event: Restarting) => void;
};

/** How a server of our own is run, again and again. */
type Server = {
  readonly name: string;
  readonly port: number;
  readonly program: string;
  readonly args: readonly string[];
  /** Frees the port and the files from one that has outlived its guard. */
  readonly clear: () => Promise<void>;
};

/** A server that is told to end does so in some milliseconds. */
const STOP_GRACE_MS = 1_500;

const guard = fileURLToPath(new URL("./end-with-parent.ts", import.meta.url));

/**
 * Redis for one machine: the one that `url` names, else a server of our own on a free port of the
 * loopback interface, from the PATH, Docker or the distribution's packages. Our own starts again, at the same
 * address and with the same files, should it die.
 *
 * @throws CannotProvide with what to install
 * @throws the signal's reason, when told to stop
 */
export async function provideRedis(options: RedisOptions): Promise<Service> {
  const { url, dataDir, leftBehind, signal, say } = options;
  if (url !== undefined && url !== "") {
    if (await answers(url, 5_000, signal)) {
      say("Redis: the one that REDIS_URL names.");
      return { url, stop: async () => undefined };
    }
    say("Redis: none answers where REDIS_URL points, so one of our own is started.");
  }

  const folder = join(dataDir, "redis");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (leftBehind) await shutDown(leftBehind, folder);
  const found = findProgram("redis-server", "valkey-server");
  if (found) return startServer(await ofProgram(found, folder, options), folder, options);
  if (await hasDocker(signal)) {
    return startServer(await ofContainer(folder, options), folder, options);
  }
  if (await installPackage("redis-server", say, signal)) {
    const installed = findProgram("redis-server");
    if (installed) return startServer(await ofProgram(installed, folder, options), folder, options);
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

function serverArguments({ appendOnly }: RedisOptions): string[] {
  return [
    ["--appendonly", appendOnly ? "yes" : "no"],
    ["--appendfsync", "everysec"],
    ["--save", ""],
    // Jobs must never be thrown out to make room for others.
    ["--maxmemory-policy", "noeviction"],
  ].flat();
}

async function ofProgram(program: string, folder: string, options: RedisOptions): Promise<Server> {
  const port = await findFreePort();
  const where = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
  return {
    name: program,
    port,
    program,
    args: [...where, ...serverArguments(options)],
    clear: () => shutDown(urlOf(port), folder),
  };
}

async function ofContainer(folder: string, options: RedisOptions): Promise<Server> {
  const port = await findFreePort();
  const name = `hastarekha-redis-${port}`;
  const where = ["--publish", `127.0.0.1:${port}:6379`, "--volume", `${folder}:/data`];
  const image = ["redis:8", "redis-server", ...serverArguments(options)];
  return {
    name: `the container ${name}`,
    port,
    program: "docker",
    args: ["run", "--rm", "--name", name, ...where, ...image],
    clear: async () => {
      const child = spawn("docker", ["rm", "--force", name], { stdio: "ignore", timeout: 5_000 });
      await untilExit(child, { signal: undefined });
    },
  };
}

/** The server is up when this resolves, and is kept up until `stop`. */
async function startServer(
  server: Server,
  folder: string,
  { signal, say, onEvent }: RedisOptions,
): Promise<Service> {
  signal?.throwIfAborted();
  const url = urlOf(server.port);
  const stopping = new AbortController();
  const running = keepRunning(
    "redis",
    async () => {
      await server.clear();
      return stopping.signal.aborted ? "" : runOnce(server, stopping.signal);
    },
    { signal: stopping.signal, onEvent: (event) => onEvent?.(event) },
  );
  const stop = async () => {
    stopping.abort();
    await running;
  };
  // A container's image may have to be fetched first.
  const patienceMs = server.program === "docker" ? 120_000 : 15_000;
  if (!(await answers(url, patienceMs, signal))) {
    await stop();
    signal?.throwIfAborted();
    throw new CannotProvide(`Redis, ${server.name}, did not start with its files in ${folder}.`);
  }
  say(`Redis: started ${server.name} on port ${server.port}, files in ${folder}.`);
  return { url, stop };
}

/** @returns how it ended, for people: `code 137` */
async function runOnce({ program, args }: Server, signal: AbortSignal): Promise<string> {
  // In a group of its own, so that Ctrl-C reaches us and not it; the guard ends it should we be killed.
  const child = spawn(process.execPath, [guard, program, ...args], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  child.stdin.on("error", () => undefined);
  let kill: NodeJS.Timeout | undefined;
  const stop = () => {
    child.stdin.end();
    kill = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), STOP_GRACE_MS);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, by) => resolve(by ?? `code ${code ?? 0}`));
    });
  } finally {
    clearTimeout(kill);
    signal.removeEventListener("abort", stop);
  }
}

async function hasDocker(signal: AbortSignal | undefined): Promise<boolean> {
  if (!findProgram("docker")) return false;
  const child = spawn("docker", ["info"], { stdio: "ignore", timeout: 5_000 });
  return (await untilExit(child, { signal })) === 0;
}

const urlOf = (port: number) => `redis://127.0.0.1:${port}`;

/** Ends the server at an address, when there is one and its files are those of `folder`; it is nobody else's then. */
async function shutDown(url: string, folder: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableReadyCheck: false,
    connectTimeout: 1_000,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    const [, dir] = await redis.config("GET", "dir");
    if (dir !== (await realpath(folder))) return;
    await redis.shutdown("NOSAVE");
  } catch {
    // Nobody is there, or it has hung up, which is its answer.
  } finally {
    if (redis.status !== "end") redis.disconnect();
  }
}

/** True as soon as a Redis answers there; false after a while, and when told to stop. */
async function answers(
  url: string,
  patienceMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
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
      delay(patienceMs, false, { ref: false, ...(signal ? { signal } : {}) }).catch(() => false),
    ]);
  } finally {
    redis.disconnect();
  }
}
