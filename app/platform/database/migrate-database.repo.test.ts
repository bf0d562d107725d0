import { type Kysely, sql } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAnalysis } from "#core/analyses/analyses.repo.ts";
import type { Db } from "#core/database.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { migrateDatabase } from "./migrate-database.ts";

const migrationFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));

/** Goes to one migration, forward or back, as no command of ours does. */
async function migrateTo(db: Db, name: string): Promise<void> {
  const provider = new FileMigrationProvider({ fs, path, migrationFolder });
  const { error } = await new Migrator({ db, provider }).migrateTo(name);
  if (error) throw error instanceof Error ? error : new Error("migration failed", { cause: error });
}

const tables = ["guests", "analyses", "photos", "provider_calls"] as const;

/** The rows of 0001's tables, with the columns that there are. */
async function readAll(db: Kysely<never> | Db): Promise<Record<string, readonly object[]>> {
  const contents: Record<string, readonly object[]> = {};
  for (const table of tables) {
    const { rows } = await sql<object>`select * from ${sql.table(table)} order by 1, 2`.execute(db);
    contents[table] = rows;
  }
  return contents;
}

/** A database of the product's first days: two guests, a finished reading, one that waits, and one that has failed. */
async function fillFirstSchema(db: Db): Promise<void> {
  const insert = (table: string, row: Record<string, string | number | null>) =>
    sql`
      insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
      values (${sql.join(Object.values(row))})
    `.execute(db);
  await insert("guests", { id: "g1", token_hash: "h1", created_at: 1 });
  await insert("guests", { id: "g2", token_hash: "h2", created_at: 2 });
  const analysis = { language: "hi", created_at: 10, updated_at: 11 };
  await insert("analyses", {
    ...analysis,
    id: "a1",
    guest_id: "g1",
    status: "completed",
    label: "माँ",
    writing_hand: "right",
    run_token: "000001795392459499-000001",
    attempts: 1,
    reader: "openai",
    model: "m",
    prompt_version: "p/1",
    schema_version: "1",
    assessment: JSON.stringify(given.reading().assessment),
    summary: JSON.stringify(given.reading().summary),
    prompt_tokens: 5,
    completion_tokens: 6,
    request_key: "key:k",
    request_hash: "h",
    completed_at: 12,
  });
  await insert("analyses", { ...analysis, id: "a2", guest_id: "g2", status: "queued" });
  await insert("analyses", {
    ...analysis,
    id: "a3",
    guest_id: "g2",
    status: "failed",
    error_code: "photo.unreadable",
    error_params: '{"a":1}',
    request_key: "key:k",
  });
  for (const [id, analysis_id, hand] of [
    ["p1", "a1", "left"],
    ["p2", "a1", "right"],
    ["p3", "a2", "left"],
  ] as const) {
    await insert("photos", {
      id,
      analysis_id,
      hand,
      storage_key: `guest/${id}.jpg`,
      mime: "image/jpeg",
      bytes: 5_000_000_000,
      width: 1,
      height: 2,
      sha256: "s",
      created_at: 3,
    });
  }
  await insert("provider_calls", {
    analysis_id: "a1",
    step: "read:1",
    model: "m",
    response: "{}",
    created_at: 4,
  });
}

describe.each(databases)(
  "migrating a database with rows in it, on $name",
  ({ name, openEmpty }) => {
    let database: TestDatabase;
    let db: Db;
    let before: Record<string, readonly object[]>;

    beforeEach(async () => {
      database = await openEmpty();
      db = database.db;
      await migrateTo(db, "0001-analyses");
      await fillFirstSchema(db);
      before = await readAll(db);
    });

    afterEach(() => database[Symbol.asyncDispose]());

    const forward = () => migrateTo(db, "0002-accounts");
    const back = () => migrateTo(db, "0001-analyses");
    /** What was there before, with the analyses' new column, which is empty. */
    const withUserId = () => ({
      ...before,
      analyses: (before["analyses"] ?? []).map((row) => ({ ...row, user_id: null })),
    });

    async function addUser(): Promise<string> {
      await sql`insert into users (id, email, password_hash, language, created_at, updated_at)
              values ('u1', 'asha@example.org', 'x', 'hi', 1, 1)`.execute(db);
      return "u1";
    }

    async function listIndexes(): Promise<readonly string[]> {
      const query =
        name === "SQLite"
          ? sql<{
              name: string;
            }>`select name from sqlite_master where type = 'index' and tbl_name = 'analyses' and sql is not null order by name`
          : sql<{
              name: string;
            }>`select indexname as name from pg_indexes where tablename = 'analyses' and indexname <> 'analyses_pkey' order by indexname`;
      return (await query.execute(db)).rows.map((row) => row.name);
    }

    async function expectNoOrphans() {
      if (name === "SQLite") {
        expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
        expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([
          { integrity_check: "ok" },
        ]);
        expect((await sql`pragma foreign_keys`.execute(db)).rows).toEqual([{ foreign_keys: 1 }]);
      }
    }

    test("every row is there afterwards, word for word, and reads like any other", async () => {
      await forward();

      expect(await readAll(db)).toEqual(withUserId());
      await expectNoOrphans();
      await migrateDatabase(db, database.config.kind);
      expect(await findAnalysis(db, "a1")).toMatchObject({
        owner: { kind: "guest", id: "g1" },
        label: "माँ",
        status: "completed",
        reading: { reader: "openai", summary: { headline: "A steady hand" } },
      });
      expect((await listPhotos(db, "a1")).map(({ id }) => id)).toEqual(["p1", "p2"]);
    });

    test("photos and paid answers still hang on their analyses, and these on their guests", async () => {
      await forward();

      await expect(
        sql`insert into photos (id, analysis_id, hand, mime, bytes, width, height, sha256, created_at)
          values ('x', 'no such analysis', 'left', 'image/jpeg', 1, 1, 1, '', 1)`.execute(db),
      ).rejects.toThrow(/foreign key/i);
      await sql`delete from analyses where id = 'a1'`.execute(db);
      expect((await readAll(db))["photos"]).toMatchObject([{ id: "p3" }]);
      expect((await readAll(db))["provider_calls"]).toEqual([]);
      await sql`delete from guests where id = 'g2'`.execute(db);
      const left = await readAll(db);
      expect(left["analyses"]).toEqual([]);
      expect(left["photos"]).toEqual([]);
    });

    test("from then on an analysis has one owner, guest or user, never both and never none", async () => {
      await forward();
      const userId = await addUser();

      const give = (guest: string | null, user: string | null) =>
        sql`update analyses set guest_id = ${guest}, user_id = ${user} where id = 'a2'`.execute(db);
      await expect(give("g1", userId)).rejects.toThrow(/analyses_owner/);
      await expect(give(null, null)).rejects.toThrow(/analyses_owner/);
      await expect(give(null, "no such user")).rejects.toThrow(/foreign key/i);
      await give(null, userId);
      // The other rules of the table are still there as well.
      await expect(
        sql`update analyses set status = 'done' where id = 'a2'`.execute(db),
      ).rejects.toThrow(/analyses_status/);
      await expect(
        sql`update analyses set guest_id = 'g1' where id = 'a3'`.execute(db),
      ).rejects.toThrow(/unique/i);
      await sql`delete from users`.execute(db);
      expect((await readAll(db))["analyses"]).toMatchObject([{ id: "a1" }, { id: "a3" }]);
    });

    test("back, and forward again: guests keep what they have", async () => {
      const indexes = await listIndexes();
      await forward();
      const newer = await listIndexes();

      await back();
      expect(await readAll(db)).toEqual(before);
      await expectNoOrphans();
      expect(await listIndexes()).toEqual(indexes);
      await expect(
        sql`update analyses set guest_id = null where id = 'a1'`.execute(db),
      ).rejects.toThrow(/not.null/i);

      await forward();
      expect(await readAll(db)).toEqual(withUserId());
      await expectNoOrphans();
      expect(await listIndexes()).toEqual(newer);
      expect(newer).toEqual(expect.arrayContaining([...indexes]));
      expect(newer.length).toBeGreaterThan(indexes.length);
    });

    test("on the way back users and what is theirs go, with nothing left hanging", async () => {
      await forward();
      const userId = await addUser();
      await sql`update analyses set guest_id = null, user_id = ${userId} where id = 'a1'`.execute(
        db,
      );

      await back();

      const left = await readAll(db);
      expect(left["analyses"]).toMatchObject([{ id: "a2" }, { id: "a3" }]);
      expect(left["photos"]).toMatchObject([{ id: "p3" }]);
      expect(left["provider_calls"]).toEqual([]);
      await expectNoOrphans();
    });
  },
);
