import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { openStage } from "#tests/support/actors.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { askInsides, tellInsides } from "#tests/support/ask-insides.ts";
import { givenConversation, givenReport } from "#tests/support/given-conversation.ts";
import { startProduct } from "#tests/support/product.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

describe("event streams", () => {
  test("nothing remains of twenty clients that leave after a garbage collection", async () => {
    await using product = await startProduct({
      worker: false,
      webFlags: tellInsides,
    });
    const guest = createApiClient(product.url);
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
    const stage = await openStage(product);
    const user = await stage.user("userOwner");
    const analysis = await givenReport(stage.db, { userId: user.owner?.id ?? "" });
    const { conversation } = await givenConversation(stage.db, { analysis });
    await stage[Symbol.asyncDispose]();
    const insides = () => askInsides(product);

    for (const [path, cookie] of [
      [`/analyses/${id}/events`, guest.cookie],
      [`/conversations/${conversation.id}/events`, user.headers["Cookie"] ?? ""],
    ] as const) {
      // The first stream opens what stays open for the process: the reader of all events.
      const clients = [await open(product.url + path, cookie)];
      for (let i = 1; i < 20; i += 1) clients.push(await open(product.url + path, cookie));
      const open20 = await insides();
      expect(open20, path).toMatchObject({ streams: 20, followers: 20 });

      // tell-insides.ts collects garbage before it tells: whatever hangs on a signal that was collected is lost now.
      for (const client of clients) client.destroy();
      await until(async () => (await insides()).streams === 0, { what: "all streams have ended" });
      const after = await insides();
      expect(after, path).toMatchObject({ streams: 0, followers: 0 });
      expect(after.timers, path).toBeLessThanOrEqual(open20.timers - 40);
    }
  });

  test("an end that was seen is answered with 204 when asked again", async () => {
    await using product = await startProduct();
    const guest = createApiClient(product.url);
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
    const text = await (await guest.request(`/analyses/${id}/events`)).text();
    const last = /id: (\S+)\nevent: progress\ndata: [^\n]*"completed"/.exec(text)?.[1];
    expect(last).toMatch(/^\d+-\d+$/);
    const again = await guest.request(`/analyses/${id}/events`, {
      headers: { "Last-Event-ID": last ?? "" },
    });
    expect(again.status).toBe(204);
  });
});

function open(address: string, cookie: string): Promise<{ destroy(): void }> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { headers: { Cookie: cookie } });
    sent.once("error", reject);
    sent.once("response", (response) => {
      response.on("error", () => undefined);
      response.once("data", () => resolve({ destroy: () => response.destroy() }));
    });
    sent.end();
  });
}
