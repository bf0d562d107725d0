import SqliteDatabase from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import type { Database, Db } from "#core/database.ts";
import type { Log } from "#core/ports.ts";
import type { DatabaseConfig } from "../config.ts";

/** How a process's connections are used. */
export type DatabasePool = Pick<pg.Pool, "totalCount" | "idleCount" | "waitingCount">;

/** Connects to the configured database. Nothing is sent until the first query; close with `destroy()`. */
export function openDatabase(config: DatabaseConfig, log: Log): Db {
  return openDatabaseAndPool(config, log).db;
}

/** The same, with the pool of its connections; SQLite has none. */
export function openDatabaseAndPool(
  config: DatabaseConfig,
  log: Log,
): { readonly db: Db; readonly databasePool: DatabasePool | null } {
  return config.kind === "sqlite"
    ? { db: openSqlite(config.path), databasePool: null }
    : openPostgres(config, log);
}

function openSqlite(path: string): Db {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return new Kysely<Database>({
    dialect: new SqliteDialect({ database: async () => connectSqlite(path) }),
  });
}

function connectSqlite(path: string): SqliteDatabase.Database {
  const database = new SqliteDatabase(path);
  // Readers never wait for the writer; the last commits may be lost with the power, the file never.
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.pragma("foreign_keys = ON");
  database.pragma("busy_timeout = 5000");
  database.pragma("cache_size = -20000");
  // PostgreSQL has the same function from its own side (migrate-database.ts).
  database.function("now_ms", { deterministic: false }, () => Date.now());
  return database;
}

function openPostgres(config: { url: string; poolSize: number }, log: Log) {
  const pool = new pg.Pool({
    connectionString: config.url,
    max: config.poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    keepAlive: true,
    application_name: "hastarekha",
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ err: error }, "idle database connection broke"));
  const db: Db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, databasePool: pool };
}

/** Times and sizes are far below 2^53, so `bigint` comes as a number, as it does from SQLite. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format) as never);
