import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient } from "#tests/support/api-client.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { type FakeOpenAi, startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";

/** The same photos again, through web, queue and worker, with a provider that counts its calls. */
describe.each(databases)("the result cache on $name", ({ openEmpty }) => {
  let database: TestDatabase;
  let openai: FakeOpenAi;
  let product: Product;
  let photo: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    database = await openEmpty();
    openai = await startFakeOpenAi();
    product = await startProduct({
      database: database.config,
      env: {
        READER: "openai",
        OPENAI_API_KEY: "sk-test",
        OPENAI_BASE_URL: openai.url,
        READING_CACHE_DAYS: "30",
      },
    });
    photo = Uint8Array.from(await drawHand());
  }, 60_000);
  afterAll(async () => {
    await product[Symbol.asyncDispose]();
    await openai[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function read(client = createApiClient(product.url)) {
    const id = await client.submit({ left_image: photo });
    expect(await client.finish(id)).toMatchObject({ status: "completed" });
    const summary = await client.request(`/api/v1/analyses/${id}/summary`);
    const { summary: said } = (await summary.json()) as { summary: unknown };
    return { client, id, said };
  }

  test("a guest who sends a photo again is told the same without a call, a stranger pays for the same photo", async () => {
    const first = await read();
    const calls = openai.calls.length;
    const second = await read(first.client);
    expect(second.id).not.toBe(first.id);
    expect(second.said).toEqual(first.said);
    expect(openai.calls.length).toBe(calls);
    const image = await first.client.request(`/api/v1/analyses/${second.id}/photos/left`);
    expect(image.headers.get("content-type")).toBe("image/jpeg");

    await read();
    expect(openai.calls.length).toBe(calls + 1);
  });

  test("after the reading is deleted the photo is read anew", async () => {
    const { client, id } = await read();
    const calls = openai.calls.length;
    expect((await client.request(`/api/v1/analyses/${id}`, { method: "DELETE" })).status).toBe(204);
    await read(client);
    expect(openai.calls.length).toBe(calls + 1);
  });
});
