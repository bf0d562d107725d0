import { DomainError } from "../errors.ts";

/** Whose share an analysis takes: `guest:ID`, `user:ID` or `network:HASH`. */
export type QuotaSubject = `${"guest" | "user" | "network"}:${string}`;

export type Quota = {
  readonly subject: QuotaSubject;
  /** Analyses in any 24 hours. */
  readonly limit: number;
};

export const QUOTA_WINDOW_MS = 24 * 60 * 60 * 1000;

export class QuotaReached extends DomainError {
  constructor(limit: number, retryAfterMs: number) {
    super("rate_limited", "quota.analyses", "No more readings today.", {
      retryAfterMs,
      params: { limit, minutes: Math.ceil(retryAfterMs / 60_000) },
    });
  }
}

export class StorageFull extends DomainError {
  constructor() {
    super("conflict", "quota.storage", "Your photos take all the space of your account.");
  }
}
