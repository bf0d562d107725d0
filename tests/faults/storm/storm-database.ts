import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import pg from "pg";
import type { Db, JobStatus } from "#core/database.ts";
import type { DatabaseConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { silentLog } from "#tests/support/silent-log.ts";

/** One change of a row's state or run, written down by the database itself in the transaction that made it. */
export type Change = {
  readonly seq: number;
  readonly at: number;
  readonly analysisId: string;
  /** Null for the row's insertion. */
  readonly from: JobStatus | null;
  readonly to: JobStatus;
  readonly oldToken: string;
  readonly newToken: string;
  readonly errorCode: string | null;
};

export type StormDatabase = {
  readonly kind: DatabaseConfig["kind"];
  readonly config: DatabaseConfig;
  /** For DATABASE_URL. */
  readonly url: string;
  /** For reading; it never waits for a lock that `lock` holds. */
  readonly db: Db;
  /** Everything that happened to every row, in the order in which it happened. */
  listChanges(): Promise<readonly Change[]>;
  /** Nobody can write for so long. */
  lock(ms: number): Promise<void>;
  /** One of the servers' processes stops in whatever it does; SQLite has none, so nothing happens there. */
  stall(ms: number, pick: (pids: readonly number[]) => number): Promise<void>;
  close(): Promise<void>;
};

/** A fresh, migrated database for one storm, whose rows are watched by triggers. */
export async function openStormDatabase(
  kind: DatabaseConfig["kind"],
  options: { readonly folder: string; readonly postgresUrl: string },
): Promise<StormDatabase> {
  const database =
    kind === "sqlite" ? openSqlite(options.folder) : await openPostgres(options.postgresUrl);
  await migrateDatabase(database.db, kind);
  for (const statement of watching[kind]) await sql.raw(statement).execute(database.db);
  return {
    ...database,
    kind,
    async listChanges() {
      const { rows } = await sql<Record<string, string | number | null>>`
        select * from storm_changes order by seq
      `.execute(database.db);
      return rows.map((row) => ({
        seq: Number(row["seq"]),
        at: Number(row["at"]),
        analysisId: String(row["analysis_id"]),
        from: row["old_status"] as JobStatus | null,
        to: row["new_status"] as JobStatus,
        oldToken: String(row["old_token"] ?? ""),
        newToken: String(row["new_token"]),
        errorCode: row["error_code"] as string | null,
      }));
    },
  };
}

type Opened = Omit<StormDatabase, "kind" | "listChanges">;

function openSqlite(folder: string): Opened {
  const path = join(folder, "app.db");
  const config: DatabaseConfig = { kind: "sqlite", path };
  const db = openDatabase(config, silentLog);
  return {
    config,
    url: `sqlite:${path}`,
    db,
    async lock(ms) {
      const other = new SqliteDatabase(path, { timeout: 0 });
      try {
        // Somebody is writing nearly always: this is the one who keeps asking.
        for (let tries = 0; tries < 500; tries += 1) {
          try {
            other.exec("begin exclusive");
            break;
          } catch {
            await delay(2);
          }
        }
        await delay(ms);
      } finally {
        other.close();
      }
    },
    stall: async () => undefined,
    close: () => db.destroy(),
  };
}

async function openPostgres(server: string): Promise<Opened> {
  const name = `storm_${randomUUID().replaceAll("-", "")}`;
  await runOnServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const config: DatabaseConfig = { kind: "postgres", url: url.href, poolSize: 4 };
  const db = openDatabase(config, silentLog);
  return {
    config,
    url: url.href,
    db,
    async lock(ms) {
      const client = new pg.Client({ connectionString: url.href });
      client.on("error", () => undefined);
      await client.connect();
      try {
        await client.query("begin");
        // Others may read meanwhile, as they may in SQLite.
        await client.query("lock table analyses in exclusive mode");
        await delay(ms);
        await client.query("rollback");
      } finally {
        await client.end();
      }
    },
    async stall(ms, pick) {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
          and application_name = 'hastarekha'
      `.execute(db);
      if (rows.length === 0) return;
      const pid = pick(rows.map((row) => row.pid));
      try {
        process.kill(pid, "SIGSTOP");
      } catch {
        // It has gone, or it belongs to another user or machine.
        return;
      }
      await delay(ms);
      process.kill(pid, "SIGCONT");
    },
    async close() {
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

const columns =
  "at, analysis_id, old_status, new_status, old_token, new_token, error_code" as const;

const watching: Readonly<Record<DatabaseConfig["kind"], readonly string[]>> = {
  sqlite: [
    `create table storm_changes (
      seq integer primary key autoincrement, at integer, analysis_id text,
      old_status text, new_status text, old_token text, new_token text, error_code text)`,
    `create trigger storm_insert after insert on analyses begin
      insert into storm_changes (${columns}) values
        (cast(unixepoch('subsec') * 1000 as integer), new.id, null, new.status, null, new.run_token, null);
    end`,
    `create trigger storm_update after update of status, run_token on analyses begin
      insert into storm_changes (${columns}) values
        (cast(unixepoch('subsec') * 1000 as integer), new.id, old.status, new.status, old.run_token, new.run_token,
         new.error_code);
    end`,
  ],
  postgres: [
    `create table storm_changes (
      seq bigserial primary key, at bigint, analysis_id text,
      old_status text, new_status text, old_token text, new_token text, error_code text)`,
    `create function storm_note() returns trigger language plpgsql as $$ begin
      if tg_op = 'INSERT' then
        insert into storm_changes (${columns}) values (now_ms(), new.id, null, new.status, null, new.run_token, null);
      else
        insert into storm_changes (${columns}) values
          (now_ms(), new.id, old.status, new.status, old.run_token, new.run_token, new.error_code);
      end if;
      return null;
    end $$`,
    `create trigger storm_insert after insert on analyses for each row execute function storm_note()`,
    `create trigger storm_update after update of status, run_token on analyses for each row
      execute function storm_note()`,
  ],
};
