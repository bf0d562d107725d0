import { expect, test } from "vitest";
import { costOf, priceOf } from "./prices.ts";

test("a million tokens in and a million out cost what the list says, in millionths of a dollar", () => {
  const tokens = { promptTokens: 1_000_000, completionTokens: 1_000_000 };
  expect(costOf("gpt-4.1-mini", tokens)).toBe(2_000_000);
});

test("a dated version costs what its model costs, and one of another size does not", () => {
  expect(priceOf("gpt-4.1-mini-2025-04-14")).toEqual(priceOf("gpt-4.1-mini"));
  expect(priceOf("gpt-4.1-2025-04-14")).toEqual(priceOf("gpt-4.1"));
  expect(priceOf("gpt-4.1-2025-04-14")).not.toEqual(priceOf("gpt-4.1-mini"));
});

test("a model that nobody has priced counts as the dearest, so that a budget is never exceeded by a name", () => {
  expect(priceOf("somebody/else")).toEqual({ input: 2.5, output: 10 });
});
