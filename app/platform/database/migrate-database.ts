import { type Kysely, sql } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import type { Db } from "#core/database.ts";
import type { DatabaseConfig } from "../config.ts";

const folder = fileURLToPath(new URL("../../../migrations", import.meta.url));

export type MigrationStep = { readonly name: string; readonly direction: "Up" | "Down" };

/**
 * Brings the database to the newest schema, or one step back, and says which migrations ran.
 * Several processes may call it at once: one migrates, the others wait.
 *
 * @throws the first migration's error; what ran before it stays
 */
export async function migrateDatabase(
  db: Db,
  kind: DatabaseConfig["kind"],
  direction: "latest" | "down" = "latest",
): Promise<readonly MigrationStep[]> {
  if (kind === "postgres") await createClock(db);
  const migrator = new Migrator({
    db,
    provider: new FileMigrationProvider({ fs, path, migrationFolder: folder }),
  });

  const { error, results = [] } =
    direction === "latest" ? await migrator.migrateToLatest() : await migrator.migrateDown();

  if (error) throw error instanceof Error ? error : new Error("migration failed", { cause: error });
  return results.map(({ migrationName, direction: way }) => ({
    name: migrationName,
    direction: way,
  }));
}

/** PostgreSQL's twin of the function that SQLite connections get (open-database.ts). */
async function createClock(db: Kysely<never> | Db): Promise<void> {
  await sql`
    create or replace function now_ms() returns bigint language sql volatile as
    $$ select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) $$
  `.execute(db);
}
