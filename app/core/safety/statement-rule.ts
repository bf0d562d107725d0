/** What no reading, answer or suggestion may speak of, whoever wrote it. */
export type ForbiddenTopic =
  | "death"
  | "accident"
  | "illness"
  | "unborn_child"
  | "family_count"
  | "infidelity"
  | "money_advice"
  | "promise"
  | "date"
  | "score"
  | "group"
  | "insult"
  | "third_person"
  | "remedy"
  | "fear"
  | "minor"
  | "certainty";

/**
 * One way of saying what may not be said. Statements are matched, not words: “the life line is not the length of life”
 * is welcome, “you will live to be eighty” is not. Both examples are tests.
 *
 * Patterns are tried on folded text (fold-text.ts): small letters, and in Devanagari no punctuation but one space
 * between words, at which `\b` matches there.
 */
export type StatementRule = {
  readonly topic: ForbiddenTopic;
  readonly pattern: RegExp;
  /** What makes the words harmless that the pattern stands among, as far as a denial reaches. */
  readonly unless?: RegExp;
  /** True where “… does not show …” is no excuse. */
  readonly firm?: boolean;
  readonly caught: string;
  readonly passes: string;
};

/** The rules of one way of writing, and how it says that a line does not tell something. */
export type StatementRules = {
  readonly denial: RegExp;
  /** Where the words begin that a denial does not reach: “not seen, which points to …”. */
  readonly joint: RegExp;
  readonly rules: readonly StatementRule[];
};
