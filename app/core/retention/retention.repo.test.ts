import { describe, expect, test } from "vitest";
import { databases } from "#tests/support/databases.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { given } from "#tests/support/given.ts";
import { findAnalysis, listPhotos, updatePhotoAsStored } from "../analyses/analyses.repo.ts";
import { clearAbandonedUploads } from "./clear-abandoned-uploads.ts";
import { expireGuestAnalyses } from "./expire-guest-analyses.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => ({ now: () => new Date(Date.now() + days * DAY_MS) });

describe.each(databases)("deleting what is due, on $name", ({ open }) => {
  test("a guest's analysis goes after its days with its rows and its files, and not before", async () => {
    await using database = await open();
    const { db } = database;
    const photoStore = createFakePhotoStore();
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
    await updatePhotoAsStored(db, photo?.id ?? "", stored);

    const expire = (days: number) =>
      expireGuestAnalyses({ db, photoStore, clock: inDays(days) }, { retentionDays: 7 });
    expect(await expire(6.9)).toBe(0);
    expect(await expire(7.1)).toBe(1);
    expect(await findAnalysis(db, analysis.id)).toBeUndefined();
    expect(await listPhotos(db, analysis.id)).toEqual([]);
    expect(photoStore.files.size).toBe(0);
  });

  test("a file that never got its row goes, one that has its row stays", async () => {
    await using database = await open();
    const { db } = database;
    const photoStore = createFakePhotoStore();
    const analysis = await given.analysis(db);
    const [photo] = await listPhotos(db, analysis.id);
    await photoStore.write(photo?.incomingKey ?? "", new Uint8Array(1));
    await photoStore.write("incoming/abandoned", new Uint8Array(1));

    expect(await clearAbandonedUploads({ db, photoStore, clock: inDays(0) })).toBe(0);
    expect(await clearAbandonedUploads({ db, photoStore, clock: inDays(1) })).toBe(1);
    expect([...photoStore.files.keys()]).toEqual([photo?.incomingKey]);
  });
});
