import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openClaimThread } from "#tests/support/claim-thread.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { findAnalysisOf, listAnalysesOf } from "../analyses/analyses.repo.ts";
import type { Owner } from "../analyses/owner.ts";
import type { Db } from "../database.ts";
import { createSecretToken } from "../secret-token.ts";
import { takeQuotas } from "../quotas/quotas.repo.ts";
import type { Quota } from "../quotas/quota.ts";
import { claimAnalysesOfGuest, claimAnalysis, claimOne } from "./claim-analyses.ts";

const ROUNDS = 200;

describe.each(databases)("claiming a guest's readings on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let guest: Owner;

  beforeEach(async () => {
    database = await open();
    db = database.db;
    guest = { kind: "guest", id: await given.guest(db) };
  });

  afterEach(() => database[Symbol.asyncDispose]());

  /** A reading of the guest that was counted, as every one is. */
  async function givenCounted(owner = guest) {
    const analysis = await given.analysis(db, { owner });
    const quotas: readonly Quota[] = [
      { subject: `guest:${owner.id}`, limit: 1_000 },
      { subject: "network:n", limit: 1_000 },
    ];
    await db.transaction().execute((tx) => takeQuotas(tx, analysis.id, quotas));
    return analysis;
  }

  async function listSubjects(analysisId: string) {
    const uses = await db
      .selectFrom("quota_uses")
      .select("subject")
      .where("use_id", "=", analysisId)
      .orderBy("subject")
      .execute();
    return uses.map(({ subject }) => subject);
  }

  test(`of two users who claim one reading at once, one gets it and what it counted, ${ROUNDS} times in a row`, async () => {
    const users = [await given.user(db), await given.user(db)] as const;
    await using one = await openClaimThread({
      config: database.config,
      guestId: guest.id,
      userId: users[0].id,
    });
    await using other = await openClaimThread({
      config: database.config,
      guestId: guest.id,
      userId: users[1].id,
    });

    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await givenCounted();
      const claims = [() => one.claim(id), () => other.claim(id)];
      // Whoever is asked first has a small lead, so they take turns.
      if (round % 2 === 1) claims.reverse();
      const told = await Promise.all(claims.map((claim) => claim()));
      if (round % 2 === 1) told.reverse();

      expect([...told].sort(), `round ${round}`).toEqual([false, true]);
      const winner = users[told[0] === true ? 0 : 1];
      const loser = users[told[0] === true ? 1 : 0];
      expect(await findAnalysisOf(db, { kind: "user", id: winner.id }, id)).toBeDefined();
      expect(await findAnalysisOf(db, { kind: "user", id: loser.id }, id)).toBeUndefined();
      expect(await listSubjects(id)).toEqual(["network:n", `user:${winner.id}`]);
    }
  });

  test("a claimed reading is no longer the guest's, and nobody can claim it again", async () => {
    const [user, late] = [await given.user(db), await given.user(db)];
    const { id } = await givenCounted();

    expect(await claimOne(db, id, { guestId: guest.id, userId: user.id })).toBe(true);

    expect(await findAnalysisOf(db, guest, id)).toBeUndefined();
    expect(await listAnalysesOf(db, guest, { limit: 10, offset: 0 })).toMatchObject({ total: 0 });
    expect(await claimOne(db, id, { guestId: guest.id, userId: late.id })).toBe(false);
    expect((await findAnalysisOf(db, { kind: "user", id: user.id }, id))?.owner).toEqual({
      kind: "user",
      id: user.id,
    });
  });

  test("another guest's reading cannot be claimed", async () => {
    const user = await given.user(db);
    const stranger: Owner = { kind: "guest", id: await given.guest(db, createSecretToken()) };
    const { id } = await givenCounted(stranger);

    expect(await claimOne(db, id, { guestId: guest.id, userId: user.id })).toBe(false);

    expect(await findAnalysisOf(db, stranger, id)).toBeDefined();
    expect(await listSubjects(id)).toEqual([`guest:${stranger.id}`, "network:n"]);
  });

  test("everything of a guest moves at once, and nothing of others", async () => {
    const user = await given.user(db);
    const stranger: Owner = { kind: "guest", id: await given.guest(db, createSecretToken()) };
    const mine = [await givenCounted(), await givenCounted(), await givenCounted()];
    const theirs = await givenCounted(stranger);

    const claimed = await db
      .transaction()
      .execute((tx) => claimAnalysesOfGuest(tx, { guestId: guest.id, userId: user.id }));

    expect(claimed).toBe(3);
    const list = await listAnalysesOf(db, { kind: "user", id: user.id }, { limit: 10, offset: 0 });
    expect(list.items.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());
    expect(await findAnalysisOf(db, stranger, theirs.id)).toBeDefined();
  });

  test("a claim that is rolled back leaves the reading and what it counted with the guest", async () => {
    const user = await given.user(db);
    const { id } = await givenCounted();

    const failing = db.transaction().execute(async (tx) => {
      expect(await claimAnalysis(tx, id, { guestId: guest.id, userId: user.id })).toBe(true);
      throw new Error("the session could not be written");
    });

    await expect(failing).rejects.toThrow("the session could not be written");
    expect(await findAnalysisOf(db, guest, id)).toBeDefined();
    expect(await listSubjects(id)).toEqual([`guest:${guest.id}`, "network:n"]);
  });

  test("a request key that guest and account have both used does not stand in the way", async () => {
    const user = await given.user(db);
    const [ofGuest, ofUser] = [
      await givenCounted(),
      await given.analysis(db, { owner: { kind: "user", id: user.id } }),
    ];
    await db
      .updateTable("analyses")
      .set({ request_key: "key:k" })
      .where("id", "in", [ofGuest.id, ofUser.id])
      .execute();

    expect(await claimOne(db, ofGuest.id, { guestId: guest.id, userId: user.id })).toBe(true);
  });
});
