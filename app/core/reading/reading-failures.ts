import { DomainError } from "../errors.ts";
import type { Hand } from "../photos/photo.ts";

/** Why a photo cannot be read as a palm. Each has a sentence and a retake tip in the catalogues. */
export type PalmProblem =
  | "no_hand"
  | "too_small"
  | "cropped"
  | "fingers_together"
  | "several_hands"
  | "too_dark"
  | "overexposed"
  | "too_blurred"
  | "covered"
  | "lines_faint";

/** No photo of the analysis shows a palm that can be read. Permanent; not the user's cost. */
export class PalmNotReadable extends DomainError {
  readonly problem: PalmProblem;
  readonly hand: Hand | undefined;

  constructor(problem: PalmProblem, hand?: Hand) {
    super("invalid", `palm.${problem}`, `The photo cannot be read as a palm: ${problem}.`, {
      params: hand ? { hand } : {},
    });
    this.problem = problem;
    this.hand = hand;
  }
}

/** The provider does not answer now; trying again later may help. */
export class ReaderUnavailable extends DomainError {
  constructor(detail: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super("unavailable", "reader.unavailable", `The reader is not available: ${detail}.`, options);
  }
}

/** The provider asked us to slow down. Waits `retryAfterMs` without spending an attempt. */
export class ReaderRateLimited extends DomainError {
  constructor(retryAfterMs: number, options: { cause?: unknown } = {}) {
    super("rate_limited", "reader.rate_limited", "The provider asked us to slow down.", {
      ...options,
      retryAfterMs,
    });
  }
}

/** Why nothing can be read for now, whoever asks. Each has a sentence in the catalogues. */
export type HoldReason = "away" | "budget_spent" | "out_of_money";

/** Nobody's photos can be read now, and it is no fault of the job. It waits without spending an attempt. */
export class ReaderHeld extends DomainError {
  readonly reason: HoldReason;

  constructor(reason: HoldReason, retryAfterMs: number, options: { cause?: unknown } = {}) {
    super("rate_limited", `reader.${reason}`, `The reader is held: ${reason}.`, {
      ...options,
      retryAfterMs,
    });
    this.reason = reason;
  }
}

/** The model refused to read these photos, or never gave a usable answer. Permanent. */
export class ReaderGaveUp extends DomainError {
  constructor(reason: "refused" | "unusable", options: { cause?: unknown } = {}) {
    super("invalid", `reader.${reason}`, `The model gave no reading: ${reason}.`, options);
  }
}
