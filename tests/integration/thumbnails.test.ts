import sharp from "sharp";
import { expect, test } from "vitest";
import { makeThumbnail } from "#core/photos/make-thumbnail.ts";
import { photoLimits } from "#core/photos/photo.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createDiskPhotoStore } from "#platform/photos/disk-photo-store.ts";
import { createSharpCodec } from "#platform/photos/sharp-codec.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { startProduct } from "#tests/support/product.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";

test("until its thumbnail is made the photo stands in for it, and no cache keeps it in that place", async () => {
  // Nobody makes thumbnails here but this test.
  await using product = await startProduct({ env: { WORKER_QUEUES: "analyses,mail" } });
  const guest = createApiClient(product.url);
  const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
  await guest.finish(id);
  const get = (size = "", headers: Record<string, string> = {}) =>
    guest.request(`/api/v1/analyses/${id}/photos/left${size}`, { headers });

  const photo = await get();
  expect(photo.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  const standIn = await get("?size=thumb");
  expect(standIn.headers.get("cache-control")).toBe("private, no-cache");
  expect(await standIn.bytes()).toEqual(await photo.bytes());
  const etag = standIn.headers.get("etag") ?? "";
  expect((await get("?size=thumb", { "If-None-Match": etag })).status).toBe(304);

  const db = openDatabase(product.database, silentLog);
  try {
    const [stored] = await listPhotos(db, id);
    await makeThumbnail(
      {
        db,
        photoStore: createDiskPhotoStore({ root: `${product.dataDir}/photos` }),
        photoCodec: createSharpCodec({ limits: photoLimits }),
      },
      { photoId: stored?.id ?? "" },
      { signal: new AbortController().signal },
    );
  } finally {
    await db.destroy();
  }

  const thumbnail = await get("?size=thumb", { "If-None-Match": etag });
  expect(thumbnail.status).toBe(200);
  expect(thumbnail.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  const { width, height } = await sharp(await thumbnail.bytes()).metadata();
  expect(Math.max(width, height)).toBe(640);
}, 60_000);
