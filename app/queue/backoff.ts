/**
 * Equal-jitter exponential back-off: half of min(max, base · 2^attempt) is certain, the other half
 * random, so that retries spread and none comes at once. `attempt` is 1 for the first failure.
 */
export function backoffMs(
  attempt: number,
  { baseMs = 2_000, maxMs = 300_000, random = Math.random } = {},
): number {
  const half = Math.min(maxMs, baseMs * 2 ** (attempt - 1)) / 2;
  return Math.round(half + random() * half);
}
