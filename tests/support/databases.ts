import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Db } from "#core/database.ts";
import type { DatabaseConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { silentLog } from "./silent-log.ts";

export type TestDatabase = AsyncDisposable & {
  readonly db: Db;
  /** For opening a second connection, or for a process of its own. */
  readonly config: DatabaseConfig;
};

export type DatabaseKind = {
  readonly name: "SQLite" | "PostgreSQL";
  /** A fresh, migrated database that goes away with the test. */
  readonly open: () => Promise<TestDatabase>;
  /** The same without a schema. */
  readonly openEmpty: () => Promise<TestDatabase>;
};

/** Both databases that the product runs on: `describe.each(databases)("… on $name", …)`. */
export const databases: readonly DatabaseKind[] = [
  { name: "SQLite", open: () => migrated(openSqlite()), openEmpty: openSqlite },
  { name: "PostgreSQL", open: () => migrated(openPostgres()), openEmpty: openPostgres },
];

/** The quick one, for tests of rules that do not depend on the database. */
export function openSqliteDatabase(): Promise<TestDatabase> {
  return migrated(openSqlite());
}

async function migrated(opening: Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await opening;
  await migrateDatabase(database.db, database.config.kind);
  return database;
}

async function openSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-db-"));
  const config: DatabaseConfig = { kind: "sqlite", path: join(folder, "app.db") };
  const db = openDatabase(config, silentLog);
  return {
    db,
    config,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgres(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await runOnServer(server, `create database ${name}`);

  const url = new URL(server);
  url.pathname = `/${name}`;
  const config: DatabaseConfig = { kind: "postgres", url: url.href, poolSize: 5 };
  const db = openDatabase(config, silentLog);
  return {
    db,
    config,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await runOnServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
