import { expect, onTestFinished, test } from "vitest";
import { askPalm } from "#tests/support/ask-palm.ts";
import type { FakeOpenAiOptions } from "#tests/support/fake-openai.ts";
import { startFakeProvider } from "#tests/support/fake-provider.ts";
import { until } from "#tests/support/until.ts";

async function given(options: FakeOpenAiOptions) {
  const provider = await startFakeProvider(options);
  onTestFinished(() => provider[Symbol.asyncDispose]());
  return { provider, ask: () => askPalm(provider.url) };
}

test("a call is refused exactly while the window is full, and the refusal says for how long", async () => {
  const { provider, ask } = await given({
    limits: { requests: 2, tokens: 1_000_000, windowMs: 1_000 },
  });
  const first = performance.now();
  expect((await ask()).status).toBe(200);
  expect((await ask()).headers.get("x-ratelimit-remaining-requests")).toBe("0");
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after-ms"))).toBeLessThanOrEqual(1_000);
  await until(async () => (await ask()).status === 200, { what: "the window has room again" });
  expect(performance.now() - first).toBeGreaterThanOrEqual(1_000);
  const { window } = await provider.report();
  expect(window?.violations[0]).toMatchObject({ what: "requests", used: 2, limit: 2 });
});

test.each([
  { corrects: true, remaining: "9900" },
  { corrects: false, remaining: String(10_000 - 1_000 - 1_244) },
])("tokens count as reserved, then as used when it corrects ($corrects)", async (row) => {
  const { ask } = await given({
    limits: { requests: 100, tokens: 10_000, corrects: row.corrects },
    usage: { promptTokens: 60, completionTokens: 40 },
  });
  expect((await ask()).headers.get("x-ratelimit-remaining-tokens")).toBe(row.remaining);
});

test("limits that are lowered excuse who could not know, and nobody who was told", async () => {
  const { provider, ask } = await given({
    limits: { requests: 10, tokens: 1_000_000, noticeMs: 0 },
  });
  await ask();
  await ask();
  await provider.setLimits({ requests: 2, tokens: 1_000_000 });
  expect((await ask()).status).toBe(429);
  expect((await ask()).status).toBe(429);
  const { window } = await provider.report();
  expect(window?.violations.map(({ isExcused }) => isExcused)).toEqual([true, false]);
});

test("an empty account, a wrong moment and a provider that is down look like the real ones", async () => {
  const { provider, ask } = await given({});
  await provider.script({ kind: "out_of_money" }, { kind: "overloaded", retryAfterSeconds: 7 });
  expect((await ask()).status).toBe(429);
  expect((await ask()).headers.get("retry-after")).toBe("7");
  await provider.always({ kind: "server_error" });
  expect((await ask()).status).toBe(500);
  await provider.always(null);
  expect((await ask()).status).toBe(200);
});
