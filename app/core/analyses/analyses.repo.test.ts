import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { createSecretToken } from "../secret-token.ts";
import { ensureGuest, findGuestId } from "../guests/guests.repo.ts";
import {
  deleteAnalysisRow,
  deleteIdleGuests,
  findAnalysis,
  findAnalysisOf,
} from "./analyses.repo.ts";
import { isIncomingKeyKnown, listPhotos, updatePhotoAsStored } from "../photos/photos.repo.ts";
import { createPaidCalls } from "./paid-calls.repo.ts";

describe.each(databases)("analyses on $name", ({ open, openEmpty }) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await open();
  });

  afterEach(() => database[Symbol.asyncDispose]());

  test("an analysis belongs to its guest and to nobody else", async () => {
    const { db } = database;
    const analysis = await given.analysis(db);
    const stranger = await given.guest(db);

    expect(await findAnalysisOf(db, analysis.owner, analysis.id)).toEqual(analysis);
    expect(await findAnalysisOf(db, { kind: "guest", id: stranger }, analysis.id)).toBeUndefined();
  });

  test("times come back as the same kind of Date from both databases", async () => {
    const { createdAt, updatedAt } = await given.analysis(database.db);

    expect(Math.abs(Date.now() - createdAt.getTime())).toBeLessThan(60_000);
    expect(updatedAt).toBeInstanceOf(Date);
  });

  test("a guest's token is kept as a hash, and two first requests make one guest", async () => {
    const { db } = database;
    const token = createSecretToken();

    const ids = await Promise.all([ensureGuest(db, token), ensureGuest(db, token)]);

    expect(new Set(ids).size).toBe(1);
    expect(await findGuestId(db, token)).toBe(ids[0]);
    const stored = await db.selectFrom("guests").select("token_hash").execute();
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test("a photo's incoming file is forgotten once the upright one is stored", async () => {
    const { db } = database;
    const { id } = await given.analysis(db, { hands: ["right", "left"] });
    const [left] = await listPhotos(db, id);
    expect(left?.hand).toBe("left");
    expect(await isIncomingKeyKnown(db, left?.incomingKey ?? "")).toBe(true);

    const arrived = { id: left?.id ?? "", incomingKey: left?.incomingKey ?? "" };
    const stored = {
      key: "guest/a/b.jpg",
      width: 10,
      height: 20,
      bytes: 3,
      sha256: "0",
    };
    expect(await updatePhotoAsStored(db, arrived, stored)).toBe(true);
    // A run that thought the same photo was still its own changes nothing any more.
    expect(await updatePhotoAsStored(db, arrived, { ...stored, key: "guest/x.jpg" })).toBe(false);

    expect((await listPhotos(db, id))[0]).toMatchObject({
      incomingKey: null,
      storageKey: "guest/a/b.jpg",
      width: 10,
    });
    expect(await isIncomingKeyKnown(db, left?.incomingKey ?? "")).toBe(false);
  });

  test("an answer is paid for once, also when two runs ask at the same time", async () => {
    const { db } = database;
    const { id } = await given.analysis(db);
    const calls = createPaidCalls(db, id);
    let paid = 0;
    const pay = async () => ({ response: `answer ${++paid}`, model: "m", usage: null });

    const answers = await Promise.all([calls.once("read:1", pay), calls.once("read:1", pay)]);
    const later = await calls.once("read:1", pay);

    expect(new Set([...answers, later].map((answer) => answer.response)).size).toBe(1);
    const before = paid;
    await calls.once("read:1", pay);
    expect(paid).toBe(before);
  });

  test("deleting an analysis takes its photos and paid answers along", async () => {
    const { db } = database;
    const { id } = await given.analysis(db);
    await createPaidCalls(db, id).once("read:1", async () => ({
      response: "",
      model: "m",
      usage: { promptTokens: 1, completionTokens: 2 },
    }));

    await deleteAnalysisRow(db, id);

    expect(await findAnalysis(db, id)).toBeUndefined();
    expect(await listPhotos(db, id)).toEqual([]);
    expect(await db.selectFrom("provider_calls").selectAll().execute()).toEqual([]);
  });

  test("guests who have nothing left are forgotten, others stay", async () => {
    const { db } = database;
    const busy = await given.analysis(db);
    await given.guest(db);

    expect(await deleteIdleGuests(db, Date.now() + 60_000)).toBe(1);
    const left = await db.selectFrom("guests").select("id").execute();
    expect(left).toEqual([{ id: busy.owner.id }]);
  });

  test("the schema refuses a state that does not exist and a second photo of one hand", async () => {
    const { db } = database;
    const { id } = await given.analysis(db, { hands: ["left"] });

    await expect(
      sql`update analyses set status = 'done' where id = ${id}`.execute(db),
    ).rejects.toThrow();
    await expect(
      sql`insert into photos (id, analysis_id, hand, mime, bytes, width, height, sha256, created_at)
          values ('x', ${id}, 'left', 'image/jpeg', 1, 1, 1, '', 1)`.execute(db),
    ).rejects.toThrow();
  });

  test("migrations go forward, back and forward again", async () => {
    await using empty = await openEmpty();
    const { kind } = empty.config;

    const up = await migrateDatabase(empty.db, kind);
    const again = await migrateDatabase(empty.db, kind);
    const down = [];
    while (down.length < up.length) down.push(...(await migrateDatabase(empty.db, kind, "down")));
    const forward = await migrateDatabase(empty.db, kind);

    expect(up.length).toBeGreaterThan(0);
    expect(again).toEqual([]);
    expect(down.map((step) => step.direction)).toEqual(up.map(() => "Down"));
    expect(forward).toEqual(up);
  });
});
