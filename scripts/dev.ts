import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import pretty from "pino-pretty";
import { loadConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createLogger } from "#platform/logger.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { runUntilStopped } from "./run-until-stopped.ts";
import { claimDataDir } from "./running.ts";
import { type Program, supervise, type SuperviseEvent } from "./supervise.ts";

/** `npm run dev`: the same as `npm start` with settings of `.env`, reload after every change, and a log for people. */

// What is set already stands above `.env`, and that above what everybody develops with.
for (const file of [".env", ".env.development"]) {
  try {
    process.loadEnvFile(file);
  } catch {
    // Nobody has to have an .env.
  }
}

await runUntilStopped(develop, (problem) => console.error(problem));

async function develop(signal: AbortSignal): Promise<void> {
  const dataDir = resolve(process.env["DATA_DIR"] ?? "./data");
  using claim = claimDataDir(dataDir);
  const host = process.env["HOST"] ?? "127.0.0.1";
  const port = process.env["PORT"] ?? "3000";
  const environment: Program["env"] = { ...process.env, HOST: host, PORT: port, DATA_DIR: dataDir };
  const config = loadConfig(environment);
  claim.tell({ url: config.appOrigin.href });

  const onEvent = (event: SuperviseEvent) => console.warn(event);
  const redis = await provideRedis({
    url: environment["REDIS_URL"],
    dataDir,
    appendOnly: true,
    leftBehind: claim.leftBehind?.redisUrl,
    signal,
    say: (line) => console.log(line),
    onEvent,
  });
  try {
    claim.tell({ redisUrl: redis.url });
    const db = openDatabase(config.database, createLogger({ level: "warn", process: "dev" }));
    await migrateDatabase(db, config.database.kind).finally(() => db.destroy());

    const remix = join(
      dirname(createRequire(import.meta.url).resolve("@remix-run/dev/package.json")),
      "dist/cli.js",
    );
    const env = { ...environment, REDIS_URL: redis.url };
    const print = pretty({ ignore: "pid,hostname", sync: true });
    await supervise(
      [
        {
          name: "web",
          args: [remix, "vite:dev", "--host", host, "--port", port],
          env,
        },
        { name: "worker", args: ["--watch", "--watch-preserve-output", "worker/main.ts"], env },
      ],
      { signal, onLine: (line) => print.write(`${line}\n`), onEvent },
    );
  } finally {
    await redis.stop();
  }
}
