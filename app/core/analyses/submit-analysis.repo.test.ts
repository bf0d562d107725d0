import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { given } from "#tests/support/given.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { createSecretToken } from "../secret-token.ts";
import {
  type AnalysisRequest,
  IdempotencyKeyReused,
  submitAnalysis,
  type SubmitLimits,
} from "./submit-analysis.ts";

const generousLimits: SubmitLimits = {
  guestAnalysesPerDay: 100,
  networkAnalysesPerDay: 100,
  userAnalysesPerDay: 100,
  userStorageBytes: 1e9,
};

describe.each(databases)("sending photos, on $name", ({ open }) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await open();
  });

  afterEach(() => database[Symbol.asyncDispose]());

  function setUp() {
    const photoStore = createFakePhotoStore();
    const analysisQueue = createFakeQueue();
    const deps = { db: database.db, photoStore, analysisQueue, log: silentLog };
    const photo = given.arrivedPhoto();
    photoStore.files.set(photo.incomingKey, new Uint8Array([1]));
    const request: AnalysisRequest = {
      sender: { kind: "guest", token: createSecretToken() },
      network: "a network",
      limits: generousLimits,
      photos: [photo],
      writingHand: "right",
      language: "hi",
      label: "for my mother",
      repeat: null,
    };
    return { deps, photoStore, analysisQueue, photo, request };
  }

  test("the row is written, then the bell is rung", async () => {
    const { deps, analysisQueue, request } = setUp();

    const analysis = await submitAnalysis(deps, request);

    expect(analysis).toMatchObject({ status: "queued", language: "hi", label: "for my mother" });
    expect(analysisQueue.rung).toEqual([{ id: analysis.id, user: analysis.owner.id }]);
  });

  test("a queue that is away does not lose the analysis", async () => {
    const { deps, analysisQueue, request } = setUp();
    analysisQueue.isAway = true;

    const analysis = await submitAnalysis(deps, request);

    expect(analysis.status).toBe("queued");
  });

  test("a double tap makes one analysis and keeps one set of photos", async () => {
    const { deps, photoStore, photo, request } = setUp();
    const again = given.arrivedPhoto({ sha256: photo.sha256 });
    photoStore.files.set(again.incomingKey, new Uint8Array([1]));
    const repeat = { kind: "form", key: "k" } as const;

    const [first, second] = await Promise.all([
      submitAnalysis(deps, { ...request, repeat }),
      submitAnalysis(deps, { ...request, repeat, photos: [again] }),
    ]);

    expect(second.id).toBe(first.id);
    expect(photoStore.files.size).toBe(1);
  });

  test("going back and choosing another photo makes another analysis", async () => {
    const { deps, request } = setUp();
    const repeat = { kind: "form", key: "k" } as const;

    const first = await submitAnalysis(deps, { ...request, repeat });
    const photos = [given.arrivedPhoto()];
    const second = await submitAnalysis(deps, { ...request, repeat, photos });

    expect(second.id).not.toBe(first.id);
  });

  test("an API key with another body is refused and leaves no file", async () => {
    const { deps, photoStore, photo, request } = setUp();
    const repeat = { kind: "idempotency_key", key: "k" } as const;
    const first = await submitAnalysis(deps, { ...request, repeat });
    const other = given.arrivedPhoto();
    photoStore.files.set(other.incomingKey, new Uint8Array([1]));

    const second = submitAnalysis(deps, { ...request, repeat, photos: [other] });

    await expect(second).rejects.toThrow(IdempotencyKeyReused);
    expect([...photoStore.files.keys()]).toEqual([photo.incomingKey]);
    expect((await submitAnalysis(deps, { ...request, repeat })).id).toBe(first.id);
  });

  test("the same key of another guest is another request", async () => {
    const { deps, request } = setUp();
    const repeat = { kind: "idempotency_key", key: "k" } as const;

    const mine = await submitAnalysis(deps, { ...request, repeat });
    const theirs = await submitAnalysis(deps, {
      ...request,
      repeat,
      sender: { kind: "guest", token: createSecretToken() },
      network: "a network",
      limits: generousLimits,
      photos: [given.arrivedPhoto()],
    });

    expect(theirs.id).not.toBe(mine.id);
  });

  test("a database that fails leaves no row and no file", async () => {
    const { deps, photoStore, photo, request } = setUp();

    const failing = submitAnalysis(deps, { ...request, photos: [photo, photo] });

    await expect(failing).rejects.toThrow();
    expect(photoStore.files.size).toBe(0);
    expect(await database.db.selectFrom("analyses").select("id").execute()).toEqual([]);
    expect(await database.db.selectFrom("guests").select("id").execute()).toEqual([]);
  });
});
