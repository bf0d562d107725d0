import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { z } from "zod";
import { CannotProvide } from "#services/service.ts";

const Running = z.object({
  pid: z.number(),
  /** Where people open it; null while it starts. */
  url: z.string().nullable(),
  /** The Redis that it uses, its own or the one of REDIS_URL; null while it starts. */
  redisUrl: z.string().nullable(),
});

/** An `npm start` or `npm run dev`, as it tells others of itself. */
export type Running = z.output<typeof Running>;

export type Claim = Disposable & {
  /** What the one before has told, when it was killed and could not take that back. */
  readonly leftBehind: Running | undefined;
  readonly tell: (news: Partial<Omit<Running, "pid">>) => void;
};

/** What claims the folder is a lock of SQLite's on an empty file: it ends with the process, however that ends. */
const lockOf = (dataDir: string) => join(dataDir, "running.lock");
const noteOf = (dataDir: string) => join(dataDir, "running.json");

/** Whoever only looks whether it is locked is through in this time. */
const LOOK_MS = 500;

/**
 * Claims a data folder for this process, until disposed of.
 *
 * @throws CannotProvide when another one runs with it; then nothing was touched
 */
export function claimDataDir(dataDir: string): Claim {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new SqliteDatabase(lockOf(dataDir), { timeout: LOOK_MS });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new CannotProvide(describe(dataDir, readNote(dataDir)));
  }

  const leftBehind = readNote(dataDir);
  let note: Running = { pid: process.pid, url: null, redisUrl: null };
  writeNote(dataDir, note);
  return {
    leftBehind,
    tell(news) {
      note = { ...note, ...news };
      writeNote(dataDir, note);
    },
    [Symbol.dispose]() {
      rmSync(noteOf(dataDir), { force: true });
      lock.close();
    },
  };
}

/** What runs with this data folder at the moment; undefined when nothing does. */
export function readRunning(dataDir: string): Running | undefined {
  return isLocked(lockOf(dataDir)) ? readNote(dataDir) : undefined;
}

function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  const lock = new SqliteDatabase(path, { readonly: true, timeout: 0 });
  try {
    lock.exec("SELECT 1 FROM sqlite_schema");
    return false;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return true;
  } finally {
    lock.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && error.code === "SQLITE_BUSY";
}

function readNote(dataDir: string): Running | undefined {
  try {
    return Running.parse(JSON.parse(readFileSync(noteOf(dataDir), "utf8")));
  } catch {
    // Nobody has left one, or somebody has scribbled in it.
    return undefined;
  }
}

/** For this user alone: the address of a Redis may hold its password. */
function writeNote(dataDir: string, note: Running): void {
  const path = noteOf(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function describe(dataDir: string, running: Running | undefined): string {
  const where = running?.url ?? "it is just starting";
  const who = running ? ` (process ${running.pid})` : "";
  return `Hastarekha runs already with the data in ${dataDir}: ${where}${who}. Stop that one first, or set another DATA_DIR.`;
}
