import { expect, test } from "vitest";
import { analysisJob } from "#core/analyses/jobs.ts";
import { openWorkerClient } from "#queue/connection.ts";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import { createQueue } from "#queue/queue.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { startProduct } from "#tests/support/product.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

/** Our own eyes look first, which takes its time on a machine that has much else to do. */
const PATIENCE_MS = 60_000;

async function startWithProvider(openai: { readonly url: string }) {
  const product = await startProduct({
    env: { READER: "openai", OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: openai.url },
  });
  const guest = createApiClient(product.url);
  const photo = Uint8Array.from(await drawHand({ spread: 12 }));
  const submit = () => guest.submit({ left_image: photo });
  const status = async (id: string) =>
    (await (await guest.plainRequest(`/api/v1/analyses/${id}/status`)).json()) as {
      status: string;
      notice: string | null;
    };
  const page = async (id: string) =>
    (
      await guest.plainRequest(`/analyses/${id}?auto=0`, { headers: { Accept: "text/html" } })
    ).text();
  return { product, guest, submit, status, page };
}

test("while the provider is down readings wait and say so, and they finish by themselves once it is back", async () => {
  await using openai = await startFakeOpenAi();
  openai.always({ kind: "server_error" });
  const { product, guest, submit, status, page } = await startWithProvider(openai);
  await using _ = product;

  const ids = [await submit(), await submit(), await submit()];
  const [id = ""] = ids;
  await until(async () => (await status(id)).notice !== null, {
    what: "the reading says why",
    withinMs: PATIENCE_MS,
  });
  expect(await page(id)).toContain("is not answering at the moment");

  openai.always(undefined);
  for (const one of ids) {
    expect(await guest.finish(one, PATIENCE_MS)).toMatchObject({ status: "completed" });
  }
  expect(product.lines.some((line) => line.includes("provider does not answer"))).toBe(true);
});

test("an empty account pauses the queue with an alert, and readings go on when an operator resumes it", async () => {
  await using openai = await startFakeOpenAi();
  openai.script({ kind: "out_of_money" });
  const { product, guest, submit, status } = await startWithProvider(openai);
  await using _ = product;

  const id = await submit();
  await until(async () => (await status(id)).notice !== null, {
    what: "the reading says why",
    withinMs: PATIENCE_MS,
  });
  const redis = openWorkerClient({ url: `${product.redisUrl}/1`, onError: () => undefined });
  const queue = createQueue({ redis, name: analysisJob.queue });
  const admin = createQueueAdmin({ redis, queue });
  await until(async () => (await admin.readOverview()).isPaused, { what: "the queue is paused" });
  const alert = product.lines.find((line) => line.includes("provider's account is empty"));
  expect(alert).toContain('"level":"error"');

  await admin.promote(id);
  await admin.resume();
  redis.disconnect();
  expect(await guest.finish(id, PATIENCE_MS)).toMatchObject({ status: "completed" });
});
