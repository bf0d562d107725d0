import type { ErrorKind } from "#core/errors.ts";

/** The one table from kinds of failure to HTTP status. */
export const httpStatus = {
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
