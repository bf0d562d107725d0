/** Nobody is kept waiting longer than this on a provider's word alone, milliseconds. */
const MOST_MS = 5 * 60_000;

/**
 * How long a provider asks to be left alone, milliseconds: `retry-after-ms`, or `Retry-After` as seconds or as a date
 * (RFC 9110, 10.2.3). Undefined when it does not say.
 */
export function readRetryAfter(headers: Headers | undefined, now: Date): number | undefined {
  const exact = toNumber(headers?.get("retry-after-ms"));
  if (exact !== undefined) return bound(exact);
  const given = headers?.get("retry-after");
  const seconds = toNumber(given);
  if (seconds !== undefined) return bound(seconds * 1000);
  const date = given ? Date.parse(given) : NaN;
  return Number.isNaN(date) ? undefined : bound(date - now.getTime());
}

function toNumber(text: string | null | undefined): number | undefined {
  return text && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

function bound(ms: number): number {
  return Math.min(MOST_MS, Math.max(0, ms));
}
