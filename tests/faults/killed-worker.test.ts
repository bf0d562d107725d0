import { describe, expect, test } from "vitest";
import { openDatabase } from "#platform/database/open-database.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { end, startProduct } from "#tests/support/product.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

describe("a worker that is killed in the middle of analyses", () => {
  test("every analysis still completes, with one paid answer used for each", async () => {
    await using openai = await startFakeOpenAi();
    await using product = await startProduct({
      env: { READER: "openai", OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: openai.url },
    });
    const guest = createApiClient(product.url);
    // The first calls are under way when the worker dies; what they would have said is never heard.
    openai.script(...Array.from({ length: 3 }, () => ({ kind: "slow" as const, ms: 60_000 })));
    const photos = await Promise.all(
      [10, 12, 14].map(async (spread) => Uint8Array.from(await drawHand({ spread }))),
    );
    const ids = [];
    for (const photo of photos) ids.push(await guest.submit({ left_image: photo }));
    await until(() => openai.calls.length === 3, {
      what: "three calls are under way",
      // Each photo is looked at before.
      withinMs: 60_000,
    });
    await end(product.worker());

    product.startWorker();
    for (const id of ids) {
      expect(await guest.finish(id, 90_000)).toMatchObject({ status: "completed" });
    }
    expect(await answersUsed(product.database)).toEqual(ids.map(() => 1));
    expect(openai.calls.filter(({ reply }) => reply === "good")).toHaveLength(3);
  });
});

async function answersUsed(config: Parameters<typeof openDatabase>[0]): Promise<number[]> {
  const db = openDatabase(config, silentLog);
  try {
    const rows = await db
      .selectFrom("provider_calls")
      .select((eb) => ["analysis_id", eb.fn.countAll<number>().as("count")])
      .groupBy("analysis_id")
      .execute();
    return rows.map(({ count }) => count);
  } finally {
    await db.destroy();
  }
}
