import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysisJob } from "#core/analyses/jobs.ts";
import { photoJob } from "#core/photos/jobs.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { expireGuestAnalyses } from "#core/retention/expire-guest-analyses.ts";
import { createAnalysisQueue } from "#platform/jobs/analysis-queue.ts";
import { replyJob } from "#core/conversations/jobs.ts";
import { createPhotoQueue } from "#platform/jobs/photo-queue.ts";
import { createReplyQueue } from "#platform/jobs/reply-queue.ts";
import { createQueue } from "#queue/queue.ts";
import { openStage, type Stage } from "#tests/support/actors.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { searchStores } from "#tests/support/search-stores.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is erased is nowhere: the tables, Redis and the files are searched before and after. */
describe.each(databases)("erasure on $name", ({ openEmpty }) => {
  let database: TestDatabase;
  let product: Product;
  let stage: Stage;
  let photo: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    database = await openEmpty();
    product = await startProduct({ database: database.config });
    stage = await openStage(product);
    photo = Uint8Array.from(await drawHand());
  }, 60_000);
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
    await product[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const find = (text: string) => searchStores(product, stage, text);

  /** What the worker's sweep does, eight days from now. */
  async function expireGuests(): Promise<number> {
    const redis = stage.redis.duplicate({ db: 1 });
    try {
      const queue = createQueue({ redis, name: analysisJob.queue });
      return await expireGuestAnalyses(
        {
          db: stage.db,
          photoStore: stage.photoStore,
          analysisQueue: createAnalysisQueue(queue),
          photoQueue: createPhotoQueue(createQueue({ redis, name: photoJob.queue })),
          replyQueue: createReplyQueue(redis, createQueue({ redis, name: replyJob.queue })),
          log: silentLog,
          clock: { now: () => new Date(Date.now() + 8 * DAY_MS) },
        },
        { retentionDays: 7 },
      );
    } finally {
      await redis.quit();
    }
  }

  /** A guest that has sent a photo and has its reading. */
  async function givenReading() {
    const client = createApiClient(product.url);
    const id = await client.submit({ left_image: photo }, { label: "for nobody to find" });
    await client.finish(id);
    const [stored] = await listPhotos(stage.db, id);
    const photoId = stored?.id ?? "";
    await until(
      async () =>
        (await listPhotos(stage.db, id))[0]?.thumbnailKey !== null &&
        !(await find(photoId)).some((found) => found.startsWith("thumbnails:")),
      { what: "the thumbnail is made" },
    );
    return { client, id, photoId };
  }

  async function register(client: ReturnType<typeof createApiClient>, email: string) {
    const response = await client.json("POST", "/api/v1/auth/register", {
      email,
      password: "a quiet evening by the river",
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { user_id: string }).user_id;
  }

  test("a reading that its owner deletes leaves no row, file, key or event", async () => {
    const { client, id, photoId } = await givenReading();
    expect((await find(photoId)).some((found) => found.startsWith("redis 1:"))).toBe(true);
    const before = await find(id);
    for (const place of ["analyses:", "photos:", "quota_uses:", "redis 1:", "file:"]) {
      expect(
        before.some((found) => found.startsWith(place)),
        place,
      ).toBe(true);
    }

    expect((await client.request(`/api/v1/analyses/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(await find(id)).toEqual([]);
    expect(await find(photoId)).toEqual([]);
    expect((await client.request(`/api/v1/analyses/${id}/status`)).status).toBe(404);
    expect(await (await client.request("/api/v1/analyses")).json()).toMatchObject({ total: 0 });
  });

  test("a guest's reading whose time is over leaves nothing", async () => {
    const { client, id, photoId } = await givenReading();
    expect(await expireGuests()).toBeGreaterThan(0);
    expect(await find(id)).toEqual([]);
    expect(await find(photoId)).toEqual([]);
    expect((await client.request(`/api/v1/analyses/${id}/status`)).status).toBe(404);
  });

  test("a user's reading stays when guests' readings go", async () => {
    const { client, id } = await givenReading();
    await register(client, "stays@example.org");
    await expireGuests();
    expect((await client.request(`/api/v1/analyses/${id}`)).status).toBe(200);
  });

  test("an account that is deleted leaves nothing of itself or its readings, and ends every session", async () => {
    const { client, id, photoId } = await givenReading();
    const email = "leaves@example.org";
    const userId = await register(client, email);
    await client.json("POST", `/api/v1/analyses/${id}/share`, {});
    await client.json("POST", `/api/v1/analyses/${id}/feedback`, {
      part: "summary",
      helpful: true,
    });
    for (const table of ["share_links:", "part_feedback:"]) {
      expect((await find(id)).some((found) => found.startsWith(table))).toBe(true);
    }
    const elsewhere = createApiClient(product.url);
    const login = await elsewhere.json("POST", "/api/v1/auth/login", {
      email,
      password: "a quiet evening by the river",
    });
    expect(login.status).toBe(200);
    expect((await find(userId)).length).toBeGreaterThan(3);
    expect((await find(email)).length).toBeGreaterThan(0);

    const wrong = await client.json("DELETE", "/api/v1/account", { current_password: "no" });
    expect(wrong.status).toBe(422);
    const right = await client.json("DELETE", "/api/v1/account", {
      current_password: "a quiet evening by the river",
    });
    expect(right.status).toBe(204);

    expect(await find(id)).toEqual([]);
    expect(await find(photoId)).toEqual([]);
    expect(await find(userId)).toEqual([]);
    // The outbox of this test's product keeps the mail that was "sent"; it is not the product's to erase.
    expect((await find(email)).filter((found) => !found.startsWith("file: mail"))).toEqual([]);
    expect((await elsewhere.request("/api/v1/auth/me")).status).toBe(401);
    const again = await createApiClient(product.url).json("POST", "/api/v1/auth/login", {
      email,
      password: "a quiet evening by the river",
    });
    expect(again.status).toBe(401);
  });
});
