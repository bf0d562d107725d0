import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakePhotoStore, type FakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { given } from "#tests/support/given.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { deleteAnalysis } from "../analyses/delete-analysis.ts";
import { relocatePhotos } from "../analyses/relocate-photos.ts";
import { storePhoto } from "../analyses/store-photo.ts";
import type { Db } from "../database.ts";
import type { PhotoCodec } from "../ports.ts";
import { claimOne } from "../users/claim-analyses.ts";
import { makeThumbnail } from "./make-thumbnail.ts";
import { PhotoMissing } from "./photo-missing.ts";
import { findPhoto, listPhotos } from "./photos.repo.ts";
import { createThumbnailLedger } from "./thumbnails.repo.ts";

const token = "000001795392459499-000001";
const signal = new AbortController().signal;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const photoCodec: PhotoCodec = {
  normalise: async () => ({
    jpeg: new TextEncoder().encode("upright"),
    width: 3,
    height: 4,
  }),
  shrink: async (jpeg) => new TextEncoder().encode(`small ${text(jpeg)}`),
  cutOut: () => Promise.reject(new Error("a thumbnail is no part")),
};

describe.each(databases)("thumbnails on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let photoStore: FakePhotoStore;
  const photoQueue = createFakePhotoQueue();
  const deps = () => ({
    db,
    photoStore,
    photoCodec,
    photoQueue,
    replyQueue: createFakeReplyQueue(),
    analysisQueue: createFakeQueue(),
    log: silentLog,
  });

  beforeEach(async () => {
    database = await open();
    db = database.db;
    photoStore = createFakePhotoStore();
    photoQueue.rung.length = 0;
    photoQueue.isAway = false;
  });

  afterEach(() => database[Symbol.asyncDispose]());

  /** A guest's photo as a run has stored it: upright, and without a thumbnail. */
  async function givenStored() {
    const analysis = await given.analysis(db);
    const [photo] = await listPhotos(db, analysis.id);
    if (!photo) throw new Error("there is no photo");
    await photoStore.write(photo.incomingKey ?? "", new Uint8Array([1]));
    await storePhoto(deps(), photo, { folder: "guest", signal });
    const key = `guest/${analysis.id}/${photo.id}`;
    return { analysis, photoId: photo.id, key, thumbnailKey: `${key}.thumb.jpg` };
  }

  const make = (photoId: string) => makeThumbnail(deps(), { photoId }, { signal });
  const listWaiting = () => db.selectFrom("thumbnails").select(["id", "status"]).execute();

  /** Everything that the row names is there, and nothing else is. */
  async function expectRowAndFilesAgree(photoId: string): Promise<void> {
    const photo = await findPhoto(db, photoId);
    const named = [photo?.storageKey, photo?.thumbnailKey].filter((key) => key != null);
    expect([...photoStore.files.keys()].sort()).toEqual(named.sort());
  }

  async function claim(analysis: { id: string; owner: { id: string } }): Promise<string> {
    const { id: userId } = await given.user(db);
    await claimOne(db, analysis.id, { guestId: analysis.owner.id, userId });
    return userId;
  }

  test("a stored photo waits for its thumbnail in a row, and the bell is rung", async () => {
    const { photoId, thumbnailKey } = await givenStored();
    expect(await listWaiting()).toEqual([{ id: photoId, status: "queued" }]);
    expect(photoQueue.rung).toEqual([photoId]);

    const ledger = createThumbnailLedger(db);
    expect(await ledger.claim(photoId, token)).toEqual({ outcome: "claimed", job: { photoId } });
    await make(photoId);
    expect(await ledger.commit(photoId, token, undefined)).toBe(true);

    expect((await findPhoto(db, photoId))?.thumbnailKey).toBe(thumbnailKey);
    expect(text(photoStore.files.get(thumbnailKey))).toBe("small upright");
    expect(await listWaiting()).toEqual([]);
    await expectRowAndFilesAgree(photoId);
  });

  test("a queue that is away loses no thumbnail: the row is there for the sweep", async () => {
    photoQueue.isAway = true;
    const { photoId } = await givenStored();
    await db.updateTable("thumbnails").set({ updated_at: 0 }).execute();
    expect(await createThumbnailLedger(db).listUnsettled(undefined, 10)).toMatchObject([
      { id: photoId, user: "everybody" },
    ]);
  });

  test("a second run, and two at once, leave the same thumbnail", async () => {
    const { photoId } = await givenStored();
    await Promise.all([make(photoId), make(photoId)]);
    await make(photoId);
    expect((await findPhoto(db, photoId))?.thumbnailKey).not.toBeNull();
    await expectRowAndFilesAgree(photoId);
  });

  test("deleting the analysis takes a thumbnail that is still to be made", async () => {
    const { analysis, photoId } = await givenStored();
    const all = { ...deps(), photoQueue: createFakePhotoQueue() };
    await deleteAnalysis(all, analysis.id);
    expect(await listWaiting()).toEqual([]);
    expect(all.photoQueue.forgotten).toEqual([photoId]);
    expect(await createThumbnailLedger(db).claim(photoId, token)).toEqual({ outcome: "gone" });
  });

  test.each(["read", "write"] as const)(
    "a photo that is deleted while the thumbnail is made leaves no file (at its %s)",
    async (moment) => {
      const { analysis, photoId } = await givenStored();
      interrupt(moment, () => deleteAnalysis(deps(), analysis.id));
      await make(photoId);
      expect([...photoStore.files.keys()]).toEqual([]);
    },
  );

  test.each(["read", "write"] as const)(
    "a photo that is moved while its thumbnail is made has one where it is by then (at its %s)",
    async (moment) => {
      const { analysis, photoId } = await givenStored();
      const userId = await claim(analysis);
      interrupt(moment, () => relocatePhotos(deps()));
      await make(photoId);
      expect(await findPhoto(db, photoId)).toMatchObject({
        storageKey: `${userId}/${analysis.id}/${photoId}.jpg`,
        thumbnailKey: `${userId}/${analysis.id}/${photoId}.thumb.jpg`,
      });
      await expectRowAndFilesAgree(photoId);
    },
  );

  test.each(["read", "write"] as const)(
    "a thumbnail that is made while its photo moves moves along (at its %s)",
    async (moment) => {
      const { analysis, photoId } = await givenStored();
      const userId = await claim(analysis);
      interrupt(moment, () => make(photoId));
      expect(await relocatePhotos(deps())).toBe(1);
      expect(await findPhoto(db, photoId)).toMatchObject({
        storageKey: `${userId}/${analysis.id}/${photoId}.jpg`,
        thumbnailKey: `${userId}/${analysis.id}/${photoId}.thumb.jpg`,
      });
      await expectRowAndFilesAgree(photoId);
    },
  );

  test("whatever order two moves and two makers come in, nothing is lost and nothing is left over", async () => {
    for (let round = 0; round < 10; round += 1) {
      photoStore.files.clear();
      const { analysis, photoId } = await givenStored();
      const userId = await claim(analysis);
      const tasks = [
        () => make(photoId),
        () => relocatePhotos(deps()),
        () => make(photoId),
        () => relocatePhotos(deps()),
      ];
      const turned = [...tasks.slice(round % 4), ...tasks.slice(0, round % 4)];
      await Promise.all(turned.map((task) => task()));
      const photo = await findPhoto(db, photoId);
      expect(photo?.storageKey).toBe(`${userId}/${analysis.id}/${photoId}.jpg`);
      expect(photo?.thumbnailKey).toBe(`${userId}/${analysis.id}/${photoId}.thumb.jpg`);
      await expectRowAndFilesAgree(photoId);
    }
  });

  test("a photo moves without waiting for its thumbnail", async () => {
    const { analysis, photoId } = await givenStored();
    await claim(analysis);
    expect(await relocatePhotos(deps())).toBe(1);
    await make(photoId);
    await expectRowAndFilesAgree(photoId);
  });

  test("a photo whose file is lost fails, and leaves nothing beside it", async () => {
    const { photoId, key } = await givenStored();
    await photoStore.delete(`${key}.jpg`);
    await expect(make(photoId)).rejects.toBeInstanceOf(PhotoMissing);
    expect(photoStore.files.size).toBe(0);
  });

  /** Has something happen in the middle of the next read or write, once. */
  function interrupt(moment: "read" | "write", happen: () => Promise<unknown>): void {
    const { read, write } = photoStore;
    const restore = () => Object.assign(photoStore, { read, write });
    if (moment === "read") {
      photoStore.read = async (key) => {
        restore();
        const bytes = await read(key);
        await happen();
        return bytes;
      };
    } else {
      photoStore.write = async (key, bytes) => {
        restore();
        await write(key, bytes);
        await happen();
      };
    }
  }
});
