import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { given } from "#tests/support/given.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import type { Db } from "../database.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import type { PalmReader } from "../ports.ts";
import { PalmNotReadable } from "../reading/reading-failures.ts";
import { createSecretToken } from "../secret-token.ts";
import { claimAnalysesOfGuest } from "../users/claim-analyses.ts";
import { findAnalysis, findUsualSeconds } from "./analyses.repo.ts";
import { createAnalysisLedger } from "./analysis-ledger.ts";
import type { Analysis } from "./analysis.ts";
import { deleteAnalysis } from "./delete-analysis.ts";
import { runAnalysis } from "./run-analysis.ts";
import { type AnalysisRequest, submitAnalysis } from "./submit-analysis.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databases)("the same photos a second time, on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  /** Headlines in the order in which they were read. */
  let reads: string[];
  let stages: string[];
  let decoded: number;
  let runs: number;
  const guest = { kind: "guest", token: createSecretToken() } as const;
  const photoStore = createFakePhotoStore();
  const analysisQueue = createFakeQueue();
  const photoQueue = createFakePhotoQueue();
  const stores = () => ({
    db,
    photoStore,
    analysisQueue,
    photoQueue,
    replyQueue: createFakeReplyQueue(),
    log: silentLog,
  });

  beforeEach(async () => {
    database = await open();
    db = database.db;
    reads = [];
    stages = [];
    decoded = 0;
    runs = 0;
  });

  afterEach(() => database[Symbol.asyncDispose]());

  /** Reads something else each time, and is paid for it. */
  const reader = (recipe = "openai/1 1.0 a-model"): PalmReader => ({
    name: "openai",
    recipe,
    async read() {
      const headline = `reading ${reads.length + 1}`;
      reads.push(headline);
      return given.reading({
        summary: { headline, text: "t", highlights: ["a", "b", "c"] },
        model: "a-model-2025-04-14",
        usage: { promptTokens: 100, completionTokens: 10 },
      });
    },
  });

  async function submit(request: Partial<AnalysisRequest> = {}): Promise<Analysis> {
    const photos = (request.photos ?? [{ hand: "left" as const, sha256: "photo 1" }]).map(
      ({ hand, sha256 }) => given.arrivedPhoto({ hand, sha256 }),
    );
    for (const { incomingKey } of photos) photoStore.files.set(incomingKey, new Uint8Array([1]));
    return submitAnalysis(stores(), {
      sender: guest,
      network: "a network",
      limits: {
        guestAnalysesPerDay: 100,
        networkAnalysesPerDay: 100,
        userAnalysesPerDay: 100,
        userStorageBytes: 1e9,
      },
      writingHand: "right",
      language: "hi",
      label: null,
      repeat: null,
      ...request,
      photos,
    });
  }

  function run(analysis: Analysis, { by, days }: { by: PalmReader; days: number }) {
    stages = [];
    const picture = { jpeg: new Uint8Array([2]), width: 3, height: 4 };
    return runAnalysis(
      {
        ...stores(),
        reader: by,
        readingCacheMs: days * DAY_MS,
        photoCodec: {
          normalise: async () => {
            decoded += 1;
            return picture;
          },
          shrink: async (jpeg) => jpeg,
          cutOut: async (jpeg) => ({ jpeg, width: 600, height: 800 }),
        },
      },
      analysis,
      {
        signal: new AbortController().signal,
        progress: (said) => stages.push((said as { stage: string }).stage),
      },
    );
  }

  async function work(
    { id }: Analysis,
    { by = reader(), days = 30 }: { by?: PalmReader; days?: number } = {},
  ): Promise<string | undefined> {
    const ledger = createAnalysisLedger(db);
    const token = `000001795392459499-${String((runs += 1)).padStart(6, "0")}`;
    const claim = await ledger.claim(id, token);
    if (claim.outcome !== "claimed") throw new Error(claim.outcome);
    const result = await run(claim.job, { by, days });
    expect(await ledger.commit(id, token, result)).toBe(true);
    return (await findAnalysis(db, id))?.reading?.summary.headline;
  }

  /** What somebody reads who sends this and waits. */
  const send = async (request?: Partial<AnalysisRequest>, options?: Parameters<typeof work>[1]) =>
    work(await submit(request), options);

  const age = (analysis: Analysis, days: number) =>
    db
      .updateTable("analyses")
      .set(({ eb }) => ({ completed_at: eb("completed_at", "-", days * DAY_MS) }))
      .where("id", "=", analysis.id)
      .execute();

  test("their owner is given what was read the first time, and nothing is paid", async () => {
    const first = await submit();
    await work(first);
    const second = await submit({ label: "under another name" });

    expect(await work(second)).toBe("reading 1");
    expect(reads).toEqual(["reading 1"]);
    expect(stages).toEqual(["checking"]);
    const [one, other] = [await findAnalysis(db, first.id), await findAnalysis(db, second.id)];
    expect(other?.reading).toEqual(one?.reading);
    expect(other?.completedAt?.getTime()).toBeGreaterThanOrEqual(second.createdAt.getTime());
    const rows = await db.selectFrom("analyses").selectAll().orderBy("id").execute();
    expect(rows.map((row) => row.prompt_tokens)).toEqual([100, null]);
    expect(rows.map((row) => row.completion_tokens)).toEqual([10, null]);
    // The photos are its own all the same, although the same bytes were not decoded again.
    const [photo] = await listPhotos(db, second.id);
    expect(photo).toMatchObject({ incomingKey: null, thumbnailKey: null, width: 3, height: 4 });
    expect(photo?.storageKey).toContain(second.id);
    expect(await photoStore.read(photo?.storageKey ?? "")).toEqual(new Uint8Array([2]));
    expect(await photoStore.has(photo?.incomingKey ?? "")).toBe(false);
    expect(photoQueue.rung).toContain(photo?.id);
    expect(decoded).toBe(1);
  });

  test("nobody else is given it: no other guest, no user, and no guest of a user", async () => {
    const { id: userId } = await given.user(db);
    const { id: otherId } = await given.user(db);
    const senders = [
      guest,
      { kind: "guest", token: createSecretToken() },
      { kind: "user", id: userId, isVerified: true },
      { kind: "user", id: otherId, isVerified: true },
    ] as const;
    for (const [index, sender] of senders.entries()) {
      expect(await send({ sender })).toBe(`reading ${index + 1}`);
      expect(stages).toEqual(["checking", "reading"]);
    }
    for (const [index, sender] of senders.entries()) {
      expect(await send({ sender })).toBe(`reading ${index + 1}`);
    }
    expect(reads).toHaveLength(senders.length);
  });

  test.each<[string, Partial<AnalysisRequest>]>([
    ["in another language", { language: "en" }],
    ["of somebody who writes with the other hand", { writingHand: "left" }],
    ["of somebody who does not say", { writingHand: null }],
    ["for the other hand", { photos: [given.arrivedPhoto({ hand: "right", sha256: "photo 1" })] }],
    ["with another photo", { photos: [given.arrivedPhoto({ sha256: "photo 2" })] }],
    [
      "with one photo more",
      {
        photos: [
          given.arrivedPhoto({ sha256: "photo 1" }),
          given.arrivedPhoto({ hand: "right", sha256: "photo 2" }),
        ],
      },
    ],
  ])("a request %s is read anew", async (_what, request) => {
    await send();
    expect(await send(request)).toBe("reading 2");
    expect(await send(request)).toBe("reading 2");
    expect(await send()).toBe("reading 1");
  });

  test("two photos are the same two in whichever order they come", async () => {
    const left = given.arrivedPhoto({ hand: "left", sha256: "photo 1" });
    const right = given.arrivedPhoto({ hand: "right", sha256: "photo 2" });
    await send({ photos: [left, right] });
    expect(await send({ photos: [right, left] })).toBe("reading 1");
  });

  test("another recipe reads anew, and each recipe finds its own", async () => {
    await send({}, { by: reader("openai/1 1.0 a-model") });
    expect(await send({}, { by: reader("openai/2 1.0 a-model") })).toBe("reading 2");
    expect(await send({}, { by: reader("openai/1 1.0 a-model") })).toBe("reading 1");
  });

  test("a reading is given again until it is too old, and giving it again does not make it younger", async () => {
    const first = await submit();
    await work(first);
    await age(first, 29);
    expect(await send()).toBe("reading 1");
    await age(first, 1.01);
    expect(await send()).toBe("reading 2");
  });

  test("zero days mean never", async () => {
    await send({}, { days: 0 });
    expect(await send({}, { days: 0 })).toBe("reading 2");
  });

  test("the newest is given when there are several", async () => {
    const first = await submit();
    await work(first, { days: 0 });
    await age(first, 1);
    await send({}, { days: 0 });
    expect(await send()).toBe("reading 2");
  });

  test("once its analysis is deleted a reading is never given again, although it was before", async () => {
    const first = await submit();
    await work(first);
    expect(await send()).toBe("reading 1");
    await deleteAnalysis(stores(), first.id);
    expect(await send()).toBe("reading 2");
  });

  test("a photo whose earlier file is gone by now is decoded again", async () => {
    const first = await submit();
    await work(first);
    for (const { storageKey } of await listPhotos(db, first.id)) {
      await photoStore.delete(storageKey ?? "");
    }
    const second = await submit();
    expect(await work(second)).toBe("reading 1");
    expect(decoded).toBe(2);
    const [photo] = await listPhotos(db, second.id);
    expect(await photoStore.has(photo?.storageKey ?? "")).toBe(true);
  });

  test("a claimed reading is its user's from then on, and no more the guest's", async () => {
    const first = await submit();
    await work(first);
    const { id: userId } = await given.user(db);
    await db
      .transaction()
      .execute((tx) => claimAnalysesOfGuest(tx, { guestId: first.owner.id, userId }));

    expect(await send({ sender: { kind: "user", id: userId, isVerified: true } })).toBe(
      "reading 1",
    );
    expect(await send()).toBe("reading 2");
  });

  test("an analysis that is claimed while it runs is not given what the guest still has", async () => {
    await send();
    const second = await submit();
    const { id: userId } = await given.user(db);
    const ledger = createAnalysisLedger(db);
    const claim = await ledger.claim(second.id, "000001795392459499-000900");
    if (claim.outcome !== "claimed") throw new Error(claim.outcome);
    await db
      .updateTable("analyses")
      .set({ guest_id: null, user_id: userId })
      .where("id", "=", second.id)
      .execute();
    await run(claim.job, { by: reader(), days: 30 });
    expect(reads).toEqual(["reading 1", "reading 2"]);
  });

  test("a failure is not remembered: the next try is a real one", async () => {
    const unreadable: PalmReader = {
      ...reader(),
      read: () => Promise.reject(new PalmNotReadable("too_dark", "left")),
    };
    await expect(send({}, { by: unreadable })).rejects.toBeInstanceOf(PalmNotReadable);
    expect(await send()).toBe("reading 1");
  });

  test("how long a reading usually takes is told by those that were read", async () => {
    const first = await submit();
    await work(first);
    await db
      .updateTable("analyses")
      .set(({ eb }) => ({ created_at: eb("created_at", "-", 9_000) }))
      .where("id", "=", first.id)
      .execute();
    for (let times = 0; times < 3; times += 1) await send();
    expect(await findUsualSeconds(db)).toBe(9);
  });
});
