import OpenAI from "openai";
import { ReaderRateLimited, ReaderUnavailable } from "#core/reading/reading-failures.ts";
import type { Log } from "#core/ports.ts";
import { readRetryAfter } from "./retry-after.ts";

/** What a failed call says of the provider. */
export type FailureMeaning =
  /** It is up and asks us to slow down. */
  | "busy"
  /** It is up and wants money first. */
  | "out_of_money"
  /** It is up and does not take this call: a wrong key, an unknown model. Only a person can mend that. */
  | "refused"
  /** It does not answer, or not sensibly. */
  | "down";

const DEFAULT_RETRY_MS = 5_000;
const MOST_CAUSES = 4;

/** The SDK leaves these untyped. */
type KnownFailure = {
  readonly status: number | undefined;
  readonly code: string | null | undefined;
  readonly headers: Headers | undefined;
};

/** A call that failed, and what that means. Neither key, photo nor the provider's text is in it, or in its causes. */
export class ProviderFailure extends Error {
  readonly means: FailureMeaning;
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(means: FailureMeaning, cause: unknown, known: Partial<KnownFailure> = {}) {
    super(`the provider is ${means}`, { cause: withoutItsText(cause) });
    this.name = "ProviderFailure";
    this.means = means;
    this.status = known.status;
    this.headers = known.headers;
    this.retryAfterMs = readRetryAfter(known.headers, new Date());
  }

  static from(error: unknown, log: Log): ProviderFailure {
    if (!(error instanceof OpenAI.APIError)) return new ProviderFailure("down", error);
    const known = error as KnownFailure;
    const { status } = known;
    const code = identifierIn(known.code);
    if (status === 429) {
      return new ProviderFailure(
        code === "insufficient_quota" ? "out_of_money" : "busy",
        error,
        known,
      );
    }
    if (status !== undefined && status < 500 && status !== 408) {
      log.error({ status, code }, "provider refused the call");
      return new ProviderFailure("refused", error, known);
    }
    log.warn({ status, code, name: error.constructor.name }, "provider call failed");
    return new ProviderFailure("down", error, known);
  }

  /** For a job that stands alone, with nobody to judge what the failure means for others. */
  toReaderError(): Error {
    const { status, retryAfterMs, cause } = this;
    if (this.means === "busy")
      return new ReaderRateLimited(retryAfterMs ?? DEFAULT_RETRY_MS, { cause });
    return new ReaderUnavailable(status === undefined ? "no answer" : `status ${status}`, {
      cause,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
}

/**
 * What may be logged of a failure: its class, status and code, and those of its causes. A provider repeats keys, prompts
 * and photos in its messages, and whoever cannot parse an answer quotes it.
 */
function withoutItsText(error: unknown, depth = 0): Error | undefined {
  if (!(error instanceof Error) || depth > MOST_CAUSES) return undefined;
  const { status, code } = error as Partial<KnownFailure>;
  const parts = [
    error.constructor.name,
    ...(typeof status === "number" ? [`status ${status}`] : []),
    ...(identifierIn(code) === undefined ? [] : [`code ${identifierIn(code)}`]),
  ];
  const cause = withoutItsText(error.cause, depth + 1);
  return new Error(parts.join(", "), cause === undefined ? {} : { cause });
}

/** Codes are the provider's text as well; only what looks like a name is one. */
function identifierIn(code: unknown): string | undefined {
  return typeof code === "string" && /^[A-Za-z][A-Za-z_]{1,39}$/.test(code) ? code : undefined;
}
