import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePhotoQueue, type FakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue, type FakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakePhotoStore, type FakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { createFakeQueue, type FakeQueue } from "#tests/support/fake-queue.ts";
import { given } from "#tests/support/given.ts";
import { markAsStored } from "#tests/support/mark-as-stored.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import type { Db } from "../database.ts";
import { DomainError } from "../errors.ts";
import { PhotoRejected } from "../photos/photo.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import { type Quota, QuotaReached } from "../quotas/quota.ts";
import { takeQuotas } from "../quotas/quotas.repo.ts";
import { ReaderGaveUp, ReaderUnavailable } from "../reading/reading-failures.ts";
import { claimOne } from "../users/claim-analyses.ts";
import { findAnalysis, listAnalysesOf, updateLabel } from "./analyses.repo.ts";
import { createAnalysisLedger } from "./analysis-ledger.ts";
import type { Analysis } from "./analysis.ts";
import { cancelAnalysis, NotCancellable } from "./cancel-analysis.ts";
import { deleteAnalysis } from "./delete-analysis.ts";
import { giveUpAnalysis } from "./give-up-analysis.ts";
import { readLabel } from "./label.ts";
import type { Owner } from "./owner.ts";
import { createPaidCalls, listPaidCallsOf } from "./paid-calls.repo.ts";
import { relocatePhotos } from "./relocate-photos.ts";
import { isRetryable, NotRetryable, retryAnalysis } from "./retry-analysis.ts";

const first = "000001795392459499-000001";
const second = "000001795392459499-000002";
const OVER_COOL_DOWN_MS = 61_000;

describe.each(databases)("what owners do with their readings, on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let photoStore: FakePhotoStore;
  let analysisQueue: FakeQueue;
  let photoQueue: FakePhotoQueue;
  let deps: {
    db: Db;
    photoStore: FakePhotoStore;
    analysisQueue: FakeQueue;
    photoQueue: FakePhotoQueue;
    replyQueue: FakeReplyQueue;
    log: typeof silentLog;
  };

  beforeEach(async () => {
    database = await open();
    db = database.db;
    photoStore = createFakePhotoStore();
    analysisQueue = createFakeQueue();
    photoQueue = createFakePhotoQueue();
    deps = {
      db,
      photoStore,
      analysisQueue,
      photoQueue,
      replyQueue: createFakeReplyQueue(),
      log: silentLog,
    };
  });

  afterEach(() => database[Symbol.asyncDispose]());

  /** A queued reading as a request leaves it: photos have arrived, and it is counted. */
  async function givenQueued(owner?: Owner): Promise<Analysis> {
    const analysis = await given.analysis(db, {
      hands: ["left", "right"],
      ...(owner ? { owner } : {}),
    });
    for (const { incomingKey } of await listPhotos(db, analysis.id)) {
      await photoStore.write(incomingKey ?? "", new Uint8Array([1]));
    }
    await db.transaction().execute((tx) => takeQuotas(tx, analysis.id, quotasFor(analysis)));
    return analysis;
  }

  const quotasFor = ({ owner }: Analysis, limit = 1_000): readonly Quota[] => [
    { subject: `${owner.kind}:${owner.id}`, limit },
    { subject: "network:n", limit },
  ];

  /** Its photos have been decoded and stand in their owner's folder. */
  async function storePhotos({ id }: Analysis, folder = "guest"): Promise<void> {
    for (const photo of await listPhotos(db, id)) {
      const key = `${folder}/${id}/${photo.id}.jpg`;
      const thumbnailKey = `${folder}/${id}/${photo.id}.thumb.jpg`;
      await photoStore.write(key, new TextEncoder().encode(`photo ${photo.hand}`));
      await photoStore.write(thumbnailKey, new TextEncoder().encode(`thumb ${photo.hand}`));
      const stored = { key, thumbnailKey, width: 1, height: 1, bytes: 7, sha256: photo.id };
      await markAsStored(db, photo.id, stored);
      await photoStore.delete(photo.incomingKey ?? "");
    }
  }

  /** Failed for good, the way a worker ends it. */
  async function fail({ id }: Analysis, error: Error = new Error("our fault")): Promise<Analysis> {
    const ledger = createAnalysisLedger(db, { onFailed: (failed) => giveUpAnalysis(deps, failed) });
    await ledger.claim(id, first);
    await ledger.fail(id, first, error);
    return get(id);
  }

  async function get(id: string): Promise<Analysis> {
    const analysis = await findAnalysis(db, id);
    if (!analysis) throw new Error("there is no such analysis");
    return analysis;
  }

  const listUses = async () =>
    (await db.selectFrom("quota_uses").select("use_id").execute()).map(({ use_id }) => use_id);

  describe("cancelling", () => {
    test("takes a queued reading back: not counted, not in the queue, and its photos gone", async () => {
      const { id } = await givenQueued();
      const other = await givenQueued();

      await cancelAnalysis(deps, id);

      expect(await get(id)).toMatchObject({ status: "cancelled" });
      expect((await get(id)).completedAt).toBeInstanceOf(Date);
      expect(analysisQueue.cancelled).toEqual([id]);
      expect(await listUses()).toEqual([other.id, other.id]);
      expect((await listPhotos(db, id)).map(({ incomingKey }) => incomingKey)).toEqual([
        null,
        null,
      ]);
      const left = (await listPhotos(db, other.id)).map(({ incomingKey }) => incomingKey);
      expect([...photoStore.files.keys()].sort()).toEqual(left.sort());
    });

    test("a run that comes late finds the row cancelled", async () => {
      const { id } = await givenQueued();
      await cancelAnalysis(deps, id);

      expect(await createAnalysisLedger(db).claim(id, first)).toEqual({ outcome: "cancelled" });
    });

    test("a run that has claimed the row first wins, and keeps what it needs", async () => {
      const { id } = await givenQueued();
      const ledger = createAnalysisLedger(db);
      await ledger.claim(id, first);

      await expect(cancelAnalysis(deps, id)).rejects.toThrow(NotCancellable);

      expect(photoStore.files.size).toBe(2);
      expect(await listUses()).toEqual([id, id]);
      expect(analysisQueue.cancelled).toEqual([]);
      const result = { reader: "builtin" as const, recipe: "test", reading: given.reading() };
      expect(await ledger.commit(id, first, result)).toBe(true);
    });

    test("of a cancellation and a claim at once, one wins", async () => {
      for (let round = 0; round < 20; round += 1) {
        const { id } = await givenQueued();
        const [cancelled, claimed] = await Promise.all([
          cancelAnalysis(deps, id).then(
            () => true,
            () => false,
          ),
          createAnalysisLedger(db).claim(
            id,
            `000001795392459499-${String(round).padStart(6, "0")}`,
          ),
        ]);
        expect(cancelled, `round ${round}`).toBe(claimed.outcome === "cancelled");
        expect((await get(id)).status).toBe(cancelled ? "cancelled" : "processing");
      }
    });

    test.each(["completed", "failed", "cancelled"] as const)(
      "what is %s cannot be cancelled",
      async (status) => {
        const { id } = await givenQueued();
        await db.updateTable("analyses").set({ status }).where("id", "=", id).execute();

        await expect(cancelAnalysis(deps, id)).rejects.toMatchObject({
          kind: "conflict",
          code: "analysis.not_cancellable",
        });
        expect(await listUses()).toEqual([id, id]);
        expect(photoStore.files.size).toBe(2);
      },
    );

    test("a queue that is away does not keep it", async () => {
      const { id } = await givenQueued();
      analysisQueue.isAway = true;

      await cancelAnalysis(deps, id);

      expect(await get(id)).toMatchObject({ status: "cancelled" });
      expect(photoStore.files.size).toBe(0);
    });
  });

  describe("trying again", () => {
    const later = (analysis: Analysis) =>
      new Date((analysis.completedAt ?? analysis.updatedAt).getTime() + OVER_COOL_DOWN_MS);
    const retry = (analysis: Analysis, limit = 10, now = later(analysis)) =>
      retryAnalysis(deps, analysis, { quotas: quotasFor(analysis, limit), now });

    async function givenFailed(error?: Error): Promise<Analysis> {
      const analysis = await givenQueued();
      await storePhotos(analysis);
      return fail(analysis, error);
    }

    test("a reading that failed through us is queued again, counted again and rung for", async () => {
      const failed = await givenFailed();
      expect(await listUses()).toEqual([]);

      await retry(failed);

      expect(await get(failed.id)).toMatchObject({
        status: "queued",
        attempts: 0,
        error: null,
        completedAt: null,
      });
      expect(analysisQueue.rung).toEqual([{ id: failed.id, user: failed.owner.id }]);
      expect(await listUses()).toEqual([failed.id, failed.id]);
      expect(await createAnalysisLedger(db).claim(failed.id, second)).toMatchObject({
        outcome: "claimed",
      });
    });

    test.each([
      ["the photo's", new PhotoRejected("unreadable", { hand: "left" })],
      ["the palm's", new DomainError("invalid", "palm.not_a_palm", "")],
    ])("a failure that is %s would only happen again", async (_whose, error) => {
      const failed = await givenFailed(error);

      expect(await isRetryable(db, failed)).toBe(false);
      await expect(retry(failed)).rejects.toThrow(NotRetryable);
      expect(await get(failed.id)).toMatchObject({ status: "failed" });
      expect(await listUses()).toEqual([]);
    });

    describe("with answers that are paid for", () => {
      const buy = ({ id }: Analysis, response: string) =>
        createPaidCalls(db, id).once("read:1", async () => ({ response, model: "m", usage: null }));

      async function givenFailedWith(error: Error): Promise<Analysis> {
        const analysis = await givenQueued();
        await storePhotos(analysis);
        await buy(analysis, "first");
        return fail(analysis, error);
      }

      test.each(["refused", "unusable"] as const)(
        "that were %s, new ones are asked for, and the old ones stay counted",
        async (reason) => {
          const failed = await givenFailedWith(new ReaderGaveUp(reason));

          await retry(failed);

          expect(await buy(failed, "second")).toMatchObject({ response: "second" });
          expect(await listPaidCallsOf(db, [failed.id])).toHaveLength(2);
        },
      );

      test("that were useful, none is bought again", async () => {
        const failed = await givenFailedWith(new ReaderUnavailable("away"));

        await retry(failed);

        expect(await buy(failed, "second")).toMatchObject({ response: "first" });
      });

      test("that are useless again and again, it ends after two tries anew", async () => {
        let failed = await givenFailedWith(new ReaderGaveUp("unusable"));
        const ledger = createAnalysisLedger(db, { onFailed: (id) => giveUpAnalysis(deps, id) });
        for (const step of ["second", "third"]) {
          await retry(failed);
          expect(await buy(failed, step)).toMatchObject({ response: step });
          await ledger.claim(failed.id, second);
          await ledger.fail(failed.id, second, new ReaderGaveUp("unusable"));
          failed = await get(failed.id);
        }

        expect(await isRetryable(db, failed)).toBe(false);
        await expect(retry(failed)).rejects.toThrow(NotRetryable);
        expect(await listPaidCallsOf(db, [failed.id])).toHaveLength(3);
      });
    });

    test("without its photos there is nothing to read again", async () => {
      const failed = await fail(await givenQueued());

      expect(photoStore.files.size).toBe(0);
      expect(await isRetryable(db, failed)).toBe(false);
      await expect(retry(failed)).rejects.toThrow(NotRetryable);
    });

    test.each(["queued", "processing", "completed", "cancelled"] as const)(
      "what is %s cannot be tried again",
      async (status) => {
        const { id } = await givenFailed();
        await db.updateTable("analyses").set({ status }).where("id", "=", id).execute();

        await expect(retry(await get(id))).rejects.toThrow(NotRetryable);
        expect(analysisQueue.rung).toEqual([]);
      },
    );

    test("before its cool-down is over it is refused with the seconds that are left", async () => {
      const failed = await givenFailed();
      const soon = new Date((failed.completedAt?.getTime() ?? 0) + 20_000);

      await expect(retry(failed, 10, soon)).rejects.toMatchObject({
        kind: "rate_limited",
        code: "analysis.retry_too_soon",
        retryAfterMs: 40_000,
        params: { seconds: 40 },
      });
      expect(await get(failed.id)).toMatchObject({ status: "failed" });
    });

    test("without a share left it stays failed, and nothing is counted", async () => {
      const failed = await givenFailed();

      await expect(retry(failed, 0)).rejects.toThrow(QuotaReached);

      expect(await get(failed.id)).toMatchObject({ status: "failed" });
      expect(await listUses()).toEqual([]);
      expect(analysisQueue.rung).toEqual([]);
    });

    test("of two at once, one tries and it is counted once", async () => {
      const failed = await givenFailed();

      const outcomes = await Promise.allSettled([retry(failed), retry(failed)]);

      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      expect(refused?.reason).toBeInstanceOf(NotRetryable);
      expect(analysisQueue.rung).toHaveLength(1);
      expect(await listUses()).toEqual([failed.id, failed.id]);
    });

    test("a queue that is away does not lose it", async () => {
      const failed = await givenFailed();
      analysisQueue.isAway = true;

      await retry(failed);

      expect(await get(failed.id)).toMatchObject({ status: "queued" });
    });

    test("when it fails once more it is given back once more", async () => {
      const failed = await givenFailed();
      await retry(failed);
      const ledger = createAnalysisLedger(db, { onFailed: (id) => giveUpAnalysis(deps, id) });
      await ledger.claim(failed.id, second);
      await ledger.fail(failed.id, second, new Error("again"));

      expect(await listUses()).toEqual([]);
      expect(await isRetryable(db, await get(failed.id))).toBe(true);
    });
  });

  describe("deleting", () => {
    const listIds = async () => ({
      analyses: (await db.selectFrom("analyses").select("id").execute()).map(({ id }) => id),
      photos: (await db.selectFrom("photos").select("analysis_id").execute()).map(
        ({ analysis_id }) => analysis_id,
      ),
      calls: (await db.selectFrom("provider_calls").select("analysis_id").execute()).map(
        ({ analysis_id }) => analysis_id,
      ),
    });
    const pay = ({ id }: Analysis) =>
      createPaidCalls(db, id).once("read:1", async () => ({
        response: "{}",
        model: "m",
        usage: null,
      }));

    test("takes rows, files, paid answers and every trace in the queue, of this reading alone", async () => {
      const [mine, other] = [await givenQueued(), await givenQueued()];
      for (const analysis of [mine, other]) {
        await storePhotos(analysis);
        await pay(analysis);
      }
      expect(photoStore.files.size).toBe(8);

      const photoIds = (await listPhotos(db, mine.id)).map((photo) => photo.id);
      await deleteAnalysis(deps, mine.id);

      expect(await listIds()).toEqual({
        analyses: [other.id],
        photos: [other.id, other.id],
        calls: [other.id],
      });
      expect(photoStore.files.size).toBe(4);
      expect([...photoStore.files.keys()].every((key) => key.includes(other.id))).toBe(true);
      expect(analysisQueue.forgotten).toEqual([mine.id]);
      expect([...photoQueue.forgotten].sort()).toEqual(photoIds.sort());
    });

    test("takes photos that still wait to be decoded", async () => {
      const { id } = await givenQueued();

      await deleteAnalysis(deps, id);

      expect(photoStore.files.size).toBe(0);
    });

    test("still counts, without saying which one it was", async () => {
      const { id } = await givenQueued();

      await deleteAnalysis(deps, id);

      const uses = await listUses();
      expect(uses).toHaveLength(2);
      expect(uses).not.toContain(id);
    });

    test("is not stopped by a queue that is away, and can be done again", async () => {
      const { id } = await givenQueued();
      analysisQueue.isAway = true;

      await deleteAnalysis(deps, id);
      await deleteAnalysis(deps, id);

      expect(await listIds()).toEqual({ analyses: [], photos: [], calls: [] });
      expect(photoStore.files.size).toBe(0);
    });

    test("a store that fails keeps the row, so that it can be deleted again", async () => {
      const { id } = await givenQueued();
      const { delete: remove } = photoStore;
      photoStore.delete = () => Promise.reject(new Error("disk"));

      await expect(deleteAnalysis(deps, id)).rejects.toThrow("disk");
      expect((await listIds()).analyses).toEqual([id]);

      photoStore.delete = remove;
      await deleteAnalysis(deps, id);
      expect(photoStore.files.size).toBe(0);
    });

    test("a run that is under way cannot bring it back", async () => {
      const { id } = await givenQueued();
      const ledger = createAnalysisLedger(db);
      await ledger.claim(id, first);

      await deleteAnalysis(deps, id);

      const result = { reader: "builtin" as const, recipe: "test", reading: given.reading() };
      expect(await ledger.commit(id, first, result)).toBe(false);
      expect(await ledger.claim(id, second)).toEqual({ outcome: "gone" });
      expect((await listIds()).analyses).toEqual([]);
    });
  });

  describe("listing", () => {
    test("pages newest first, all of the owner's and none of anybody else's", async () => {
      const user: Owner = { kind: "user", id: (await given.user(db)).id };
      const others: readonly Owner[] = [
        { kind: "user", id: (await given.user(db)).id },
        { kind: "guest", id: await given.guest(db) },
      ];
      const mine: string[] = [];
      for (let made = 0; made < 7; made += 1) {
        mine.push((await given.analysis(db, { owner: user })).id);
        for (const owner of others) await given.analysis(db, { owner });
      }
      // Two in one millisecond still have an order.
      await db.updateTable("analyses").set({ created_at: 1_000 }).where("id", "in", mine).execute();
      await db
        .updateTable("analyses")
        .set({ created_at: 2_000 })
        .where("id", "=", mine[0] ?? "")
        .execute();
      const expected = [mine[0], ...mine.slice(1).reverse()];

      const pages = [];
      for (const offset of [0, 3, 6, 9]) {
        pages.push(await listAnalysesOf(db, user, { limit: 3, offset }));
      }

      expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7]);
      expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 1, 0]);
      expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(expected);
    });

    test("says what a line needs: the name, the headline, and whose thumbnail there is", async () => {
      const analysis = await givenQueued();
      await updateLabel(db, analysis.id, "for my mother");
      const [before] = (await listAnalysesOf(db, analysis.owner, { limit: 1, offset: 0 })).items;
      expect(before).toMatchObject({ label: "for my mother", headline: null, hand: null });

      await storePhotos(analysis);
      const ledger = createAnalysisLedger(db);
      await ledger.claim(analysis.id, first);
      await ledger.commit(analysis.id, first, {
        reader: "builtin",
        recipe: "test",
        reading: given.reading(),
      });

      const [after] = (await listAnalysesOf(db, analysis.owner, { limit: 1, offset: 0 })).items;
      expect(after).toMatchObject({
        id: analysis.id,
        status: "completed",
        headline: "A steady hand",
        hand: "left",
      });
    });
  });

  describe("moving the photos of claimed readings", () => {
    const textOf = (key: string) => new TextDecoder().decode(photoStore.files.get(key));

    async function givenClaimed(userId: string): Promise<Analysis> {
      const analysis = await givenQueued();
      await storePhotos(analysis);
      await claimOne(db, analysis.id, { guestId: analysis.owner.id, userId });
      return get(analysis.id);
    }

    test("files and rows move into the user's folder, and a second run does nothing", async () => {
      const { id: userId } = await given.user(db);
      const { id } = await givenClaimed(userId);
      const ofGuest = await givenQueued();
      await storePhotos(ofGuest);

      expect(await relocatePhotos(deps)).toBe(2);

      for (const photo of await listPhotos(db, id)) {
        expect(photo.storageKey).toBe(`${userId}/${id}/${photo.id}.jpg`);
        expect(photo.thumbnailKey).toBe(`${userId}/${id}/${photo.id}.thumb.jpg`);
        expect(textOf(photo.storageKey ?? "")).toBe(`photo ${photo.hand}`);
        expect(textOf(photo.thumbnailKey ?? "")).toBe(`thumb ${photo.hand}`);
      }
      const kept = [...photoStore.files.keys()].filter((key) => key.startsWith("guest/"));
      expect(kept.every((key) => key.includes(ofGuest.id))).toBe(true);
      expect(kept).toHaveLength(4);

      const before = new Map(photoStore.files);
      expect(await relocatePhotos(deps)).toBe(0);
      expect(photoStore.files).toEqual(before);
    });

    test("a photo can be read by its row at every moment", async () => {
      const { id: userId } = await given.user(db);
      const { id } = await givenClaimed(userId);
      const { delete: remove } = photoStore;
      let looks = 0;
      photoStore.delete = async (key) => {
        await remove(key);
        for (const photo of await listPhotos(db, id)) {
          expect(photoStore.files.has(photo.storageKey ?? "")).toBe(true);
          looks += 1;
        }
      };

      await relocatePhotos(deps);

      expect(looks).toBe(8);
    });

    test("a move that broke off half way is finished by the next one", async () => {
      const { id: userId } = await given.user(db);
      const { id } = await givenClaimed(userId);
      const { write } = photoStore;
      let writes = 0;
      photoStore.write = async (...args) => {
        if ((writes += 1) === 2) throw new Error("disk full");
        await write(...args);
      };

      await expect(relocatePhotos(deps)).rejects.toThrow("disk full");
      for (const { storageKey } of await listPhotos(db, id)) {
        expect(photoStore.files.has(storageKey ?? "")).toBe(true);
      }
      expect(await relocatePhotos(deps)).toBe(2);
      expect([...photoStore.files.keys()].every((key) => key.startsWith(`${userId}/`))).toBe(true);
    });

    test("a reading that is deleted meanwhile does not come back, and others still move", async () => {
      const { id: userId } = await given.user(db);
      const doomed = await givenClaimed(userId);
      const other = await givenClaimed(userId);
      const { read } = photoStore;
      let isFirst = true;
      photoStore.read = async (key) => {
        if (isFirst) {
          isFirst = false;
          await deleteAnalysis(deps, doomed.id);
        }
        return read(key);
      };

      expect(await relocatePhotos(deps)).toBe(2);

      expect(await findAnalysis(db, doomed.id)).toBeUndefined();
      for (const photo of await listPhotos(db, other.id)) {
        expect(photo.storageKey).toBe(`${userId}/${other.id}/${photo.id}.jpg`);
      }
      expect([...photoStore.files.keys()].filter((key) => key.includes(doomed.id))).toEqual([]);
    });

    test("a copy that was just written for a reading that is deleted goes too", async () => {
      const { id: userId } = await given.user(db);
      const { id } = await givenClaimed(userId);
      const { write } = photoStore;
      let writes = 0;
      photoStore.write = async (...args) => {
        await write(...args);
        if ((writes += 1) === 2) await deleteAnalysis(deps, id);
      };

      expect(await relocatePhotos(deps)).toBe(0);

      expect([...photoStore.files.keys()]).toEqual([]);
    });

    test("photos that move while their reading is deleted are deleted where they are by then", async () => {
      const { id: userId } = await given.user(db);
      const { id } = await givenClaimed(userId);
      const { delete: remove } = photoStore;
      let isFirst = true;
      photoStore.delete = async (key) => {
        if (isFirst) {
          isFirst = false;
          expect(await relocatePhotos(deps)).toBe(2);
        }
        await remove(key);
      };

      await deleteAnalysis(deps, id);

      expect([...photoStore.files.keys()]).toEqual([]);
      expect(await findAnalysis(db, id)).toBeUndefined();
    });

    test("a photo whose file is lost does not keep the others where they are", async () => {
      const { id: userId } = await given.user(db);
      const broken = await givenClaimed(userId);
      for (const photo of await listPhotos(db, broken.id)) {
        await photoStore.delete(photo.storageKey ?? "");
      }
      const other = await givenClaimed(userId);

      expect(await relocatePhotos(deps)).toBe(2);

      for (const photo of await listPhotos(db, other.id)) {
        expect(photo.storageKey).toMatch(new RegExp(`^${userId}/`));
      }
    });

    test("two runs at once lose nothing", async () => {
      const { id: userId } = await given.user(db);
      const { id } = await givenClaimed(userId);

      await Promise.all([relocatePhotos(deps), relocatePhotos(deps)]);

      for (const photo of await listPhotos(db, id)) {
        expect(photo.storageKey).toBe(`${userId}/${id}/${photo.id}.jpg`);
        expect(textOf(photo.storageKey ?? "")).toBe(`photo ${photo.hand}`);
        expect(textOf(photo.thumbnailKey ?? "")).toBe(`thumb ${photo.hand}`);
      }
      expect(photoStore.files.size).toBe(4);
    });
  });
});

describe("the name of a reading", () => {
  test.each([
    ["  for my mother ", "for my mother"],
    ["two\r\nlines\tand a tab", "two lines and a tab"],
    ["माँ के लिए", "माँ के लिए"],
    ["   ", null],
    ["", null],
    ["\n\n", null],
    ["\u202eme\u202c and \u2067her\u2069", "me and her"],
    ["half \ud83d", "half \ufffd"],
    ["\u202e", null],
    ["x".repeat(80), "x".repeat(80)],
  ])("%j is stored as %j", (typed, stored) => {
    expect(readLabel(typed)).toBe(stored);
  });

  test("one that is too long is refused with the limit", () => {
    expect(() => readLabel("x".repeat(81))).toThrow(
      expect.objectContaining({
        fields: { label: [{ code: "input.too_long", params: { max: 80 } }] },
      }) as Error,
    );
  });
});
