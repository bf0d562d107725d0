import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import pretty from "pino-pretty";
import { loadConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createLogger } from "#platform/logger.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { type Program, supervise } from "./supervise.ts";

/** `npm run dev`: the same as `npm start` with settings of `.env`, reload after every change, and a log for people. */
const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopping.abort());

// What is set already stands above `.env`, and that above what everybody develops with.
for (const file of [".env", ".env.development"]) {
  try {
    process.loadEnvFile(file);
  } catch {
    // Nobody has to have an .env.
  }
}

const dataDir = resolve(process.env["DATA_DIR"] ?? "./data");
const host = process.env["HOST"] ?? "127.0.0.1";
const port = process.env["PORT"] ?? "3000";
const environment: Program["env"] = { ...process.env, HOST: host, PORT: port, DATA_DIR: dataDir };
const config = loadConfig(environment);
const redis = await provideRedis({
  url: environment["REDIS_URL"],
  dataDir,
  appendOnly: true,
  say: (line) => console.log(line),
});
const db = openDatabase(config.database, createLogger({ level: "warn", process: "dev" }));
await migrateDatabase(db, config.database.kind);
await db.destroy();

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
  {
    signal: stopping.signal,
    onLine: (line) => print.write(`${line}\n`),
    onEvent: (event) => console.warn(event),
  },
);
await redis.stop();
