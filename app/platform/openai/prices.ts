/** What a million tokens cost, US dollars. */
export type Price = { readonly input: number; readonly output: number };

/**
 * OpenAI's list prices as of 24 November 2026, standard tier, without discounts for cached input
 * (https://platform.openai.com/docs/pricing). They change: the budget is only as right as this table.
 */
export const prices: Readonly<Record<string, Price>> = {
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, output: 0.4 },
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, output: 0.6 },
};

/** The price of a model or of a dated version of it. A model that is not listed counts as the dearest of those that are. */
export function priceOf(model: string): Price {
  const names = Object.keys(prices).filter(
    (name) => model === name || new RegExp(`^${name.replaceAll(".", "\\.")}-\\d{4}-`).test(model),
  );
  const found = prices[names[0] ?? ""];
  if (found) return found;
  const all = Object.values(prices);
  return {
    input: Math.max(...all.map(({ input }) => input)),
    output: Math.max(...all.map(({ output }) => output)),
  };
}

/** Millionths of a dollar, rounded up: what a million tokens cost in dollars, one costs in these. */
export function costOf(
  model: string,
  tokens: { readonly promptTokens: number; readonly completionTokens: number },
): number {
  const { input, output } = priceOf(model);
  return Math.ceil(tokens.promptTokens * input + tokens.completionTokens * output);
}
