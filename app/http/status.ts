import type { DomainError, ErrorKind } from "#core/errors.ts";

/** The one table from kinds of failure to HTTP status. */
const httpStatus = {
  invalid: 422,
  too_large: 413,
  unsupported_type: 415,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} satisfies Record<ErrorKind, number>;

/** The status of an expected failure. */
export function statusOf({ kind, code }: DomainError): number {
  // The one status that is about HTTP itself and has no kind of its own.
  return code === "request.method" ? 405 : httpStatus[kind];
}
