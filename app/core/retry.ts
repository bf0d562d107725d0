import type { Verdict } from "#queue/define-job.ts";
import { DomainError, type ErrorKind } from "./errors.ts";

const verdictOfKind: Record<ErrorKind, "retry" | "defer" | "fatal"> = {
  invalid: "fatal",
  too_large: "fatal",
  unsupported_type: "fatal",
  unauthenticated: "fatal",
  forbidden: "fatal",
  not_found: "fatal",
  conflict: "fatal",
  rate_limited: "defer",
  unavailable: "retry",
};

const DEFAULT_DEFER_MS = 5_000;

/** The worker's translation of an error. A bug is retried, because a deploy may mend it meanwhile. */
export function verdictOf(error: unknown): Verdict {
  const kind = DomainError.is(error) ? verdictOfKind[error.kind] : "retry";
  switch (kind) {
    case "defer":
      return {
        kind: "defer",
        delayMs: (DomainError.is(error) ? error.retryAfterMs : undefined) ?? DEFAULT_DEFER_MS,
      };
    case "retry":
    case "fatal":
      return { kind };
  }
}
