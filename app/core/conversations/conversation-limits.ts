import { DomainError } from "../errors.ts";

/** Conversations of one reading, and questions of one conversation, at most. */
export const MAX_CONVERSATIONS = 50;
export const MAX_QUESTIONS = 500;

/** What a user may ask of us. */
export type ConversationLimits = {
  readonly questionsPerHour: number;
  /** Tokens of prompts and answers in any 24 hours. */
  readonly answerTokensPerDay: number;
};

/** What a question is taken to cost until it is answered: no prompt with its answer comes to more (docs/decisions). */
export const RESERVED_TOKENS = 9_000;

export class TooManyQuestions extends DomainError {
  constructor(limit: number, retryAfterMs: number) {
    super("rate_limited", "quota.questions", "Too many questions in an hour.", {
      retryAfterMs,
      params: { limit, minutes: Math.ceil(retryAfterMs / 60_000) },
    });
  }
}

export class AnswersUsedUp extends DomainError {
  constructor(retryAfterMs: number) {
    super("rate_limited", "quota.answers", "No more answers today.", {
      retryAfterMs,
      params: { minutes: Math.ceil(retryAfterMs / 60_000) },
    });
  }
}
