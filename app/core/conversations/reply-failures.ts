import { DomainError } from "../errors.ts";

/** Nobody can answer now. Permanent for this answer: whoever asked has waited long enough, and may try again. */
export class NobodyAnswers extends DomainError {
  constructor(options: { cause?: unknown } = {}) {
    super("invalid", "reply.unavailable", "Whoever writes answers is not available.", options);
  }
}

/** The provider does not answer; another run may succeed. */
export class ReplyUnavailable extends DomainError {
  constructor(options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super("unavailable", "reply.unavailable", "Whoever writes answers does not answer.", options);
  }
}

/** What came was no answer. Another try may bring one. */
export class ReplyUnusable extends DomainError {
  constructor(reason: string) {
    super("unavailable", "reply.unusable", `What came was no answer: ${reason}.`);
  }
}
