import OpenAI from "openai";
import { ReaderRateLimited, ReaderUnavailable } from "#core/reading/reading-failures.ts";
import type { Log } from "#core/ports.ts";
import { readRetryAfter } from "./retry-after.ts";

const DEFAULT_RETRY_MS = 5_000;

/** The SDK leaves these untyped. */
type KnownFailure = {
  readonly status: number | undefined;
  readonly code: string | null | undefined;
  readonly headers: Headers | undefined;
};

/** What a failed call means for the job. Neither key, photo nor the provider's text reaches the log. */
export function toReaderError(error: unknown, log: Log): Error {
  if (!(error instanceof OpenAI.APIError))
    return new ReaderUnavailable("the call failed", { cause: error });

  const { status, code, headers } = error as KnownFailure;
  const retryAfterMs = readRetryAfter(headers, new Date());
  if (status === 429 && code !== "insufficient_quota") {
    return new ReaderRateLimited(retryAfterMs ?? DEFAULT_RETRY_MS, { cause: error });
  }
  if (status !== undefined && status < 500) {
    // A wrong key, an unknown model, an empty account: only a person can mend that.
    log.error({ status, code }, "provider refused the call");
  } else {
    log.warn({ status, code, name: error.constructor.name }, "provider call failed");
  }
  return new ReaderUnavailable(status === undefined ? "no answer" : `status ${status}`, {
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
