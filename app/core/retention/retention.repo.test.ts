import { describe, expect, test } from "vitest";
import { databases } from "#tests/support/databases.ts";
import { createFakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { given } from "#tests/support/given.ts";
import { markAsStored } from "#tests/support/mark-as-stored.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { findAnalysis } from "../analyses/analyses.repo.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import { expireGuestAnalyses } from "./expire-guest-analyses.ts";
import { listSweepFindings, sweepLostFiles } from "./sweep-lost-files.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => ({ now: () => new Date(Date.now() + days * DAY_MS) });

describe.each(databases)("deleting what is due, on $name", ({ open }) => {
  test("a guest's analysis goes after its days with its rows and its files, and not before", async () => {
    await using database = await open();
    const { db } = database;
    const photoStore = createFakePhotoStore();
    const analysisQueue = createFakeQueue();
    const photoQueue = createFakePhotoQueue();
    const analysis = await given.analysis(db);
    const [photo] = await listPhotos(db, analysis.id);
    const stored = {
      key: "guest/a/1.jpg",
      thumbnailKey: "guest/a/1.thumb.jpg",
      jpeg: new Uint8Array(1),
      width: 1,
      height: 1,
      bytes: 1,
      sha256: "x",
    };
    for (const key of [stored.key, stored.thumbnailKey]) await photoStore.write(key, stored.jpeg);
    await markAsStored(db, photo?.id ?? "", stored);

    const expire = (days: number) =>
      expireGuestAnalyses(
        {
          db,
          photoStore,
          analysisQueue,
          photoQueue,
          replyQueue: createFakeReplyQueue(),
          log: silentLog,
          clock: inDays(days),
        },
        { retentionDays: 7 },
      );
    expect(await expire(6.9)).toBe(0);
    expect(await expire(7.1)).toBe(1);
    expect(await findAnalysis(db, analysis.id)).toBeUndefined();
    expect(await listPhotos(db, analysis.id)).toEqual([]);
    expect(photoStore.files.size).toBe(0);
    expect(analysisQueue.forgotten).toEqual([analysis.id]);
    expect(photoQueue.forgotten).toEqual([photo?.id]);
  });

  test("a file that no row names goes once it is old enough; files with a row stay", async () => {
    await using database = await open();
    const { db } = database;
    const photoStore = createFakePhotoStore();
    const analysis = await given.analysis(db);
    const [photo] = await listPhotos(db, analysis.id);
    await photoStore.write(photo?.incomingKey ?? "", new Uint8Array(1));
    await photoStore.write("incoming/abandoned", new Uint8Array(1));
    await photoStore.write("guest/gone/1.jpg", new Uint8Array(1));

    const sweep = (days: number) => sweepLostFiles({ db, photoStore, clock: inDays(days) });
    expect(await sweep(0)).toEqual({ filesWithoutRow: 0, rowsWithoutFile: 0 });
    expect(await sweep(1)).toEqual({ filesWithoutRow: 2, rowsWithoutFile: 0 });
    expect([...photoStore.files.keys()]).toEqual([photo?.incomingKey]);
  });

  test("a photo that moves while it is looked for is not called missing", async () => {
    await using database = await open();
    const { db } = database;
    const analysis = await given.analysis(db);
    const [photo] = await listPhotos(db, analysis.id);
    const stored = { width: 1, height: 1, bytes: 1, sha256: "x" };
    await markAsStored(db, photo?.id ?? "", {
      ...stored,
      key: "guest/a/1.jpg",
      thumbnailKey: "guest/a/1.thumb.jpg",
    });
    const photoStore = createFakePhotoStore();
    const whileItMoves = {
      ...photoStore,
      async has() {
        await markAsStored(db, photo?.id ?? "", {
          ...stored,
          key: "user/a/1.jpg",
          thumbnailKey: "user/a/1.thumb.jpg",
        });
        return false;
      },
    };

    const found = await sweepLostFiles({ db, photoStore: whileItMoves, clock: inDays(0) });
    expect(found.rowsWithoutFile).toBe(0);
  });

  test("a row whose file is gone is counted and written down", async () => {
    await using database = await open();
    const { db } = database;
    const analysis = await given.analysis(db);
    const [photo] = await listPhotos(db, analysis.id);
    await markAsStored(db, photo?.id ?? "", {
      key: "guest/a/1.jpg",
      thumbnailKey: "guest/a/1.thumb.jpg",
      width: 1,
      height: 1,
      bytes: 1,
      sha256: "x",
    });

    await sweepLostFiles({ db, photoStore: createFakePhotoStore(), clock: inDays(0) });
    expect(await listSweepFindings(db)).toMatchObject([
      { finding: "filesWithoutRow", count: 0 },
      { finding: "rowsWithoutFile", count: 2 },
    ]);
  });
});
