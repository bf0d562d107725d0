import type { Feedback } from "#queue/limiter.ts";
import { readRetryAfter } from "./retry-after.ts";

/** What an answer's headers say of the limits (OpenAI's `x-ratelimit-…`, which others speak too). */
export function readFeedback(headers: Headers | undefined, now: Date): Feedback {
  const number = (name: string): number | undefined => {
    const text = headers?.get(name)?.trim() ?? "";
    return /^-?\d{1,12}$/.test(text) ? Number(text) : undefined;
  };
  return {
    limitRequests: number("x-ratelimit-limit-requests"),
    limitTokens: number("x-ratelimit-limit-tokens"),
    remainingRequests: number("x-ratelimit-remaining-requests"),
    remainingTokens: number("x-ratelimit-remaining-tokens"),
    retryAfterMs: readRetryAfter(headers, now),
  };
}
