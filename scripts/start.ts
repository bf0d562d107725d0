import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { loadConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createLogger } from "#platform/logger.ts";
import { findFreePort, isPortFree } from "#services/free-port.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { CannotProvide } from "#services/service.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { runUntilStopped } from "./run-until-stopped.ts";
import { claimDataDir } from "./running.ts";
import { keepSecretKey } from "./secret-key.ts";
import { type Program, supervise, type SuperviseEvent } from "./supervise.ts";

/**
 * `npm start`: the whole product on one machine. Provides Redis, builds and migrates when needed, and runs web and
 * worker until told to stop. On a terminal it speaks to people; elsewhere every line is one JSON object.
 */
const log = createLogger({ level: "info", process: "start" });
const say = process.stdout.isTTY
  ? (line: string) => console.log(line)
  : (line: string) => log.info({}, line);

await runUntilStopped(start, (problem) => {
  if (process.stdout.isTTY) console.error(problem);
  else log.error({ problem }, "cannot start");
});
if (process.exitCode === undefined) say("Hastarekha has stopped.");

async function start(signal: AbortSignal): Promise<void> {
  const dataDir = resolve(process.env["DATA_DIR"] ?? "./data");
  using claim = claimDataDir(dataDir);
  const host = process.env["HOST"] ?? "127.0.0.1";
  const port = await choosePort(host);
  const environment: Program["env"] = {
    ...process.env,
    NODE_ENV: process.env["NODE_ENV"] ?? "production",
    HOST: host,
    PORT: port,
    DATA_DIR: dataDir,
    SECRET_KEY: process.env["SECRET_KEY"] ?? (await keepSecretKey(dataDir)),
  };
  // Bad settings are told before anything is started.
  const config = loadConfig(environment);
  claim.tell({ url: config.appOrigin.href });

  const onEvent = (event: SuperviseEvent) => log.warn(event, "a process ended by itself");
  const redis = await provideRedis({
    url: environment["REDIS_URL"],
    dataDir,
    appendOnly: true,
    leftBehind: claim.leftBehind?.redisUrl,
    signal,
    say,
    onEvent,
  });
  try {
    claim.tell({ redisUrl: redis.url });
    await buildIfStale(say, signal);
    const db = openDatabase(config.database, log);
    await migrateDatabase(db, config.database.kind).finally(() => db.destroy());
    signal.throwIfAborted();
    const where =
      config.database.kind === "sqlite" ? config.database.path : "the one that DATABASE_URL names";
    say(`Database: ${config.database.kind}, ${where}.`);
    say(`Reader: ${config.reader.kind}.`);

    const running = supervise(programs({ ...environment, REDIS_URL: redis.url }), {
      signal,
      onEvent,
    });
    const reachable = host === "0.0.0.0" ? "127.0.0.1" : host;
    if (await answers(`http://${reachable}:${port}/-/healthz`, signal)) {
      say(`Hastarekha is ready: ${config.appOrigin.href}`);
    }
    await running;
  } finally {
    await redis.stop();
  }
}

function programs(env: Program["env"]): readonly Program[] {
  const serve = createRequire(import.meta.url).resolve("@remix-run/serve/package.json");
  return [
    {
      name: "web",
      args: [
        "--max-semi-space-size=16",
        "--max-old-space-size=256",
        join(dirname(serve), "dist/cli.js"),
        "build/server/index.js",
      ],
      env,
    },
    {
      name: "worker",
      args: ["worker/main.ts"],
      // glibc keeps an arena a thread otherwise; looking at photos would fill each of them.
      env: { MALLOC_ARENA_MAX: "2", ...env },
    },
  ];
}

/**
 * PORT, when it is set; else 3000, or any free one when somebody has that already.
 *
 * @throws CannotProvide when PORT is taken
 */
async function choosePort(host: string): Promise<string> {
  const asked = process.env["PORT"];
  if (asked !== undefined && asked !== "") {
    // What is no port at all is told with the other settings.
    if (!/^\d{1,5}$/.test(asked) || (await isPortFree(Number(asked), host))) return asked;
    throw new CannotProvide(`PORT ${asked} is taken. Stop what uses it, or set another PORT.`);
  }
  if (await isPortFree(3000, host)) return "3000";
  const port = await findFreePort();
  say(`Port 3000 is taken, so this one is used: ${port}.`);
  return String(port);
}

/** True as soon as the web answers; false when everything is told to stop before it does. */
async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const isUp = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return true;
    await new Promise((tick) => setTimeout(tick, 100));
  }
  return false;
}
