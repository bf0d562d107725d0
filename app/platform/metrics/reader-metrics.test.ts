import { expect, test } from "vitest";
import type { PaidCalls, PalmReader } from "#core/ports.ts";
import type { Reading } from "#core/reading/reading.ts";
import {
  PalmNotReadable,
  ReaderGaveUp,
  ReaderRateLimited,
  ReaderUnavailable,
} from "#core/reading/reading-failures.ts";
import { parseMetrics } from "#tests/support/parse-metrics.ts";
import { observeReader } from "../readers/observe-reader.ts";
import { createMetricsRegistry } from "./metrics-registry.ts";
import { addReaderMetrics } from "./reader-metrics.ts";

const request = { photos: [], writingHand: null, language: "en" } as const;
const paying: PaidCalls = { once: (_, pay) => pay() };
const answer = {
  response: "{}",
  model: "a-model",
  usage: { promptTokens: 1_500, completionTokens: 900 },
};

function given(ask: () => Promise<typeof answer>) {
  const registry = createMetricsRegistry();
  const metrics = addReaderMetrics(
    registry,
    (_, { promptTokens, completionTokens }) => promptTokens + 2 * completionTokens,
  );
  const plain: PalmReader = {
    name: "openai",
    recipe: "a-recipe",
    async read(_, { paidCalls }) {
      await paidCalls.once("read:1", ask);
      return {} as Reading;
    },
  };
  const reader = observeReader(plain, metrics.reader);
  return { reader, guard: metrics.guard, scrape: async () => parseMetrics(await registry.tell()) };
}

test("an answer is counted with its tokens, and one that was paid for earlier only as a reading", async () => {
  const { reader, scrape } = given(async () => answer);
  const { signal } = new AbortController();
  await reader.read(request, { signal, paidCalls: paying });
  await reader.read(request, { signal, paidCalls: { once: async () => answer } });

  const { value } = await scrape();
  const ok = { outcome: "ok" };
  expect(value("hastarekha_provider_call_duration_seconds_count", ok)).toBe(1);
  expect(value("hastarekha_reading_duration_seconds_count", { ...ok, reader: "openai" })).toBe(2);
  expect(value("hastarekha_provider_tokens_total", { kind: "prompt" })).toBe(1_500);
  expect(value("hastarekha_provider_tokens_total", { kind: "completion" })).toBe(900);
  expect(value("hastarekha_provider_cost_dollars_total")).toBeCloseTo(0.0033);
});

test.each([
  [new ReaderRateLimited(1_000), "rate_limited"],
  [new ReaderUnavailable("no answer"), "unavailable"],
  [new ReaderGaveUp("refused"), "gave_up"],
  [new PalmNotReadable("too_dark"), "unreadable"],
  [new Error("a bug"), "error"],
])("%s is passed on and counted as %s", async (error, outcome) => {
  const { reader, scrape } = given(() => Promise.reject(error));
  const { signal } = new AbortController();
  await expect(reader.read(request, { signal, paidCalls: paying })).rejects.toBe(error);
  const { value } = await scrape();
  expect(value("hastarekha_provider_call_duration_seconds_count", { outcome })).toBe(1);
  expect(value("hastarekha_reading_duration_seconds_count", { outcome })).toBe(1);
});

test("a call that nobody waits for any more counts as aborted, not as the provider's failure", async () => {
  const { reader, scrape } = given(() => Promise.reject(new ReaderUnavailable("cut off")));
  await expect(
    reader.read(request, { signal: AbortSignal.abort(), paidCalls: paying }),
  ).rejects.toThrow();
  const { value } = await scrape();
  const name = "hastarekha_provider_call_duration_seconds_count";
  expect(value(name, { outcome: "aborted" })).toBe(1);
  expect(value(name, { outcome: "unavailable" })).toBeUndefined();
});

test("waits for the provider's limits and calls that were held back are counted", async () => {
  const { guard, scrape } = given(async () => answer);
  const held = async (reason: string) =>
    (await scrape()).value("hastarekha_provider_held_total", { reason });
  for (const reason of ["limits", "away", "budget_spent", "out_of_money"]) {
    expect(await held(reason), reason).toBe(0);
  }
  guard.onWaited(3_000);
  guard.onHeld("limits");
  guard.onHeld("limits");
  const { value } = await scrape();
  expect(value("hastarekha_provider_wait_seconds_bucket", { le: "2.5" })).toBe(0);
  expect(value("hastarekha_provider_wait_seconds_bucket", { le: "5" })).toBe(1);
  expect(value("hastarekha_provider_held_total", { reason: "limits" })).toBe(2);
});
