import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakePhotoStore, type FakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { given } from "#tests/support/given.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { findAnalysis } from "../analyses/analyses.repo.ts";
import { createAnalysisLedger } from "../analyses/analysis-ledger.ts";
import { deleteAnalysis } from "../analyses/delete-analysis.ts";
import { giveUpAnalysis } from "../analyses/give-up-analysis.ts";
import {
  type AnalysisRequest,
  type Sender,
  submitAnalysis,
  type SubmitLimits,
} from "../analyses/submit-analysis.ts";
import type { Db } from "../database.ts";
import type { GuestToken } from "../guests/guest.ts";
import { createSecretToken } from "../secret-token.ts";
import { claimOne } from "../users/claim-analyses.ts";
import { type Quota, QUOTA_WINDOW_MS, QuotaReached, StorageFull } from "./quota.ts";
import { countLeft, deleteOldQuotaUses, takeQuotas } from "./quotas.repo.ts";

const MINUTE_MS = 60_000;

const plenty: SubmitLimits = {
  guestAnalysesPerDay: 1_000,
  networkAnalysesPerDay: 1_000,
  userAnalysesPerDay: 1_000,
  userStorageBytes: 1e9,
};

describe.each(databases)("quotas on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let photoStore: FakePhotoStore;
  let token: GuestToken;
  let guest: Sender;

  beforeEach(async () => {
    database = await open();
    db = database.db;
    photoStore = createFakePhotoStore();
    token = createSecretToken();
    guest = { kind: "guest", token };
  });

  afterEach(() => database[Symbol.asyncDispose]());

  const deps = () => ({
    db,
    photoStore,
    analysisQueue: createFakeQueue(),
    photoQueue: createFakePhotoQueue(),
    replyQueue: createFakeReplyQueue(),
    log: silentLog,
  });

  async function submit(
    sender: Sender,
    limits: Partial<SubmitLimits> = {},
    rest: Partial<AnalysisRequest> & { bytes?: number } = {},
  ) {
    const photo = given.arrivedPhoto({ bytes: rest.bytes ?? 1_000 });
    await photoStore.write(photo.incomingKey, new Uint8Array(1));
    return submitAnalysis(deps(), {
      sender,
      network: "n",
      limits: { ...plenty, ...limits },
      photos: [photo],
      writingHand: null,
      language: "en",
      label: null,
      repeat: null,
      ...rest,
    });
  }

  /** Sends so many at once; answers what came of each. */
  async function submitAtOnce(count: number, ...args: Parameters<typeof submit>) {
    const outcomes = await Promise.allSettled(Array.from({ length: count }, () => submit(...args)));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    return {
      accepted: outcomes.filter((outcome) => outcome.status === "fulfilled").length,
      reasons: refused.map(({ reason }): unknown => reason),
    };
  }

  const quotaOf = async (sender: Sender, limit: number): Promise<Quota> =>
    sender.kind === "user"
      ? { subject: `user:${sender.id}`, limit }
      : { subject: `guest:${await given.guest(db, sender.token)}`, limit };

  /** As if all uses had been so long ago. */
  async function moveUsesBack(ms: number) {
    await db
      .updateTable("quota_uses")
      .set(({ eb }) => ({ used_at: eb("used_at", "-", ms) }))
      .execute();
  }

  const listUses = () => db.selectFrom("quota_uses").selectAll().execute();

  describe("of analyses", () => {
    test("20 requests of a guest at once are granted exactly as many as the limit says", async () => {
      const { accepted, reasons } = await submitAtOnce(20, guest, { guestAnalysesPerDay: 7 });

      expect(accepted).toBe(7);
      expect(reasons).toHaveLength(13);
      for (const reason of reasons) expect(reason).toBeInstanceOf(QuotaReached);
      expect(await countLeft(db, await quotaOf(guest, 7))).toBe(0);
      // What was refused leaves no row and no photo.
      expect(await db.selectFrom("analyses").select("id").execute()).toHaveLength(7);
      expect(photoStore.files.size).toBe(7);
      expect(await listUses()).toHaveLength(14);
    });

    test("20 requests of a user at once, too", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };

      const { accepted, reasons } = await submitAtOnce(20, user, { userAnalysesPerDay: 5 });

      expect(accepted).toBe(5);
      for (const reason of reasons) expect(reason).toBeInstanceOf(QuotaReached);
    });

    test("20 guests of one network at once, who have thrown their cookies away", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () =>
          submit({ kind: "guest", token: createSecretToken() }, { networkAnalysesPerDay: 6 }),
        ),
      );

      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(6);
      await expect(
        submit({ kind: "guest", token: createSecretToken() }, {}, { network: "another" }),
      ).resolves.toBeDefined();
    });

    test("each analysis counts against its guest and their network", async () => {
      const { id } = await submit(guest);

      expect((await listUses()).map(({ use_id, subject }) => [use_id, subject]).sort()).toEqual([
        [id, (await quotaOf(guest, 1)).subject],
        [id, "network:n"],
      ]);
    });

    test("when the network has no share left, nothing is taken from the guest", async () => {
      await submit({ kind: "guest", token: createSecretToken() });

      await expect(submit(guest, { networkAnalysesPerDay: 1 })).rejects.toThrow(QuotaReached);

      expect(await countLeft(db, await quotaOf(guest, 5))).toBe(5);
    });

    test("a user's share is their own, wherever they are", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };
      await submit(guest);

      await expect(
        submit(user, { networkAnalysesPerDay: 0, guestAnalysesPerDay: 0 }),
      ).resolves.toMatchObject({ owner: { kind: "user", id: user.id } });
      expect(await countLeft(db, await quotaOf(user, 20))).toBe(19);
    });

    test("an account whose address nobody has confirmed shares its network's as well", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: false };
      await submit(guest);

      await expect(submit(user, { networkAnalysesPerDay: 1 })).rejects.toThrow(QuotaReached);
    });

    test("what is left goes down by one each time, and not below nothing", async () => {
      const quota = await quotaOf(guest, 2);
      const left = [await countLeft(db, quota)];
      await submit(guest);
      left.push(await countLeft(db, quota));
      await submit(guest);
      left.push(await countLeft(db, quota));
      await submit(guest);
      left.push(await countLeft(db, quota));

      expect(left).toEqual([2, 1, 0, 0]);
    });

    test("a limit of nothing means nobody", async () => {
      await expect(submit(guest, { guestAnalysesPerDay: 0 })).rejects.toThrow(QuotaReached);
    });

    test("the same request sent twice counts once", async () => {
      const repeat = { kind: "form", key: "k" } as const;
      const photos = [given.arrivedPhoto()];
      const limits = { guestAnalysesPerDay: 1 };

      const [one, other] = await Promise.all([
        submit(guest, limits, { repeat, photos }),
        submit(guest, limits, { repeat, photos }),
      ]);

      expect(other.id).toBe(one.id);
      expect(await countLeft(db, await quotaOf(guest, 5))).toBe(4);
    });

    test("a use counts for 24 hours, and the refusal says how long that still is", async () => {
      await submit(guest);
      await moveUsesBack(QUOTA_WINDOW_MS - 10 * MINUTE_MS);

      const refusal: unknown = await submit(guest, { guestAnalysesPerDay: 1 }).catch(
        (error: unknown) => error,
      );

      expect(refusal).toMatchObject({
        kind: "rate_limited",
        code: "quota.analyses",
        params: { limit: 1, minutes: 10 },
      });
      const { retryAfterMs = 0 } = refusal as QuotaReached;
      expect(retryAfterMs).toBeGreaterThan(9 * MINUTE_MS);
      expect(retryAfterMs).toBeLessThanOrEqual(10 * MINUTE_MS);

      await moveUsesBack(retryAfterMs);
      expect(await countLeft(db, await quotaOf(guest, 1))).toBe(1);
      await expect(submit(guest, { guestAnalysesPerDay: 1 })).resolves.toBeDefined();
    });

    test("an analysis that failed for good is given back, to the guest and to the network", async () => {
      const ledger = createAnalysisLedger(db, {
        onFailed: (id) => giveUpAnalysis({ db, photoStore }, id),
      });
      const [failing, crashing, running] = [
        await submit(guest),
        await submit(guest),
        await submit(guest),
      ];
      const firstRun = "000001795392459499-000001";

      await ledger.claim(failing.id, firstRun);
      // A failure that will be tried again is none yet.
      await ledger.postpone(failing.id, firstRun, new Error("busy"), 0);
      expect(await listUses()).toHaveLength(6);
      const secondRun = "000001795392459499-000002";
      await ledger.claim(failing.id, secondRun);
      await ledger.fail(failing.id, secondRun, new Error("no"));
      await ledger.failCrashed(crashing.id);

      const uses = await listUses();
      expect(uses.map(({ use_id }) => use_id)).toEqual([running.id, running.id]);
      expect(await countLeft(db, await quotaOf(guest, 5))).toBe(4);
      expect(await countLeft(db, { subject: "network:n", limit: 5 })).toBe(4);
    });

    test("a run that has been overtaken gives nothing back", async () => {
      const ledger = createAnalysisLedger(db, {
        onFailed: (id) => giveUpAnalysis({ db, photoStore }, id),
      });
      const { id } = await submit(guest);
      await ledger.claim(id, "000001795392459499-000001");
      await ledger.claim(id, "000001795392459499-000002");

      expect(await ledger.fail(id, "000001795392459499-000001", new Error("late"))).toBe(false);

      expect(await listUses()).toHaveLength(2);
    });

    test("a deleted analysis still counts, and nothing says which one it was", async () => {
      const { id } = await submit(guest);
      const kept = await submit(guest);

      await deleteAnalysis(deps(), id);

      expect(await countLeft(db, await quotaOf(guest, 5))).toBe(3);
      expect(await countLeft(db, { subject: "network:n", limit: 5 })).toBe(3);
      const uses = JSON.stringify(await listUses());
      expect(uses).not.toContain(id);
      expect(uses).toContain(kept.id);
      await expect(submit(guest, { guestAnalysesPerDay: 2 })).rejects.toThrow(QuotaReached);
    });

    test("what is claimed counts for the account from then on, and no more for the guest", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };
      const { id } = await submit(guest);
      await submit(guest);
      const guestId = await given.guest(db, token);

      expect(await claimOne(db, id, { guestId, userId: user.id })).toBe(true);

      expect(await countLeft(db, await quotaOf(user, 5))).toBe(4);
      expect(await countLeft(db, await quotaOf(guest, 5))).toBe(4);
      await expect(submit(user, { userAnalysesPerDay: 1 })).rejects.toThrow(QuotaReached);
    });

    test("uses that cannot count any more are deleted, others stay", async () => {
      await submit(guest);
      await moveUsesBack(2 * QUOTA_WINDOW_MS + MINUTE_MS);
      await db
        .updateTable("quota_subjects")
        .set(({ eb }) => ({ used_at: eb("used_at", "-", 2 * QUOTA_WINDOW_MS + MINUTE_MS) }))
        .execute();
      const late: Sender = { kind: "guest", token: createSecretToken() };
      await submit(late, {}, { network: "another" });

      expect(await deleteOldQuotaUses(db)).toBe(2);

      expect(await listUses()).toHaveLength(2);
      const subjects = await db.selectFrom("quota_subjects").select("subject").execute();
      expect(subjects.map(({ subject }) => subject).sort()).toEqual([
        (await quotaOf(late, 1)).subject,
        "network:another",
      ]);
    });

    test("all of several quotas are taken, or none", async () => {
      const take = (id: string) =>
        db.transaction().execute((tx) =>
          takeQuotas(tx, id, [
            { subject: "guest:g", limit: 9 },
            { subject: "network:n", limit: 1 },
          ]),
        );
      await take("one");

      await expect(take("two")).rejects.toThrow(QuotaReached);

      expect((await listUses()).map(({ use_id }) => use_id)).toEqual(["one", "one"]);
    });
  });

  describe("of space", () => {
    test("photos that do not fit any more are refused, and nothing of them stays or counts", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };
      const limits = { userStorageBytes: 3_000 };
      await submit(user, limits, { bytes: 2_000 });

      await expect(submit(user, limits, { bytes: 1_001 })).rejects.toThrow(StorageFull);

      expect(await db.selectFrom("analyses").select("id").execute()).toHaveLength(1);
      expect(photoStore.files.size).toBe(1);
      expect(await countLeft(db, await quotaOf(user, 5))).toBe(4);
      await expect(submit(user, limits, { bytes: 1_000 })).resolves.toBeDefined();
    });

    test("both photos of a request are weighed together", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };
      const photos = [
        given.arrivedPhoto({ hand: "left", bytes: 600 }),
        given.arrivedPhoto({ hand: "right", bytes: 600 }),
      ];

      await expect(submit(user, { userStorageBytes: 1_000 }, { photos })).rejects.toThrow(
        StorageFull,
      );
    });

    test("of requests at once that fit only one by one, one is taken", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };

      const { accepted, reasons } = await submitAtOnce(
        8,
        user,
        { userStorageBytes: 1_500 },
        { bytes: 1_000 },
      );

      expect(accepted).toBe(1);
      for (const reason of reasons) expect(reason).toBeInstanceOf(StorageFull);
    });

    test("deleting a reading makes room", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };
      const limits = { userStorageBytes: 1_500 };
      const { id } = await submit(user, limits, { bytes: 1_000 });
      await deleteAnalysis(deps(), id);

      const next = await submit(user, limits, { bytes: 1_000 });

      expect(await findAnalysis(db, next.id)).toBeDefined();
    });

    test("only the user's own photos count", async () => {
      const user = { kind: "user" as const, id: (await given.user(db)).id, isVerified: true };
      const other: Sender = { kind: "user", id: (await given.user(db)).id, isVerified: true };
      const limits = { userStorageBytes: 1_500 };
      await submit(other, limits, { bytes: 1_000 });
      await submit(guest, limits, { bytes: 1_000_000 });

      await expect(submit(user, limits, { bytes: 1_000 })).resolves.toBeDefined();
    });
  });
});
