import type { DeclineReason } from "../message.ts";

/**
 * One way of asking what is not answered. Patterns are tried on folded questions (core/safety/fold-text.ts): small
 * letters without nukta, and in Devanagari nothing but words with one space between, at which `\b` matches there.
 */
export type QuestionRule = {
  readonly reason: DeclineReason;
  readonly pattern: RegExp;
  /** What makes the question harmless although the pattern is in it. */
  readonly unless?: RegExp;
};

/** Which reason is given where a question touches several: a person in need comes before everything else. */
export const reasonsByWeight = [
  "distress",
  "unborn_sex",
  "pregnancy",
  "death",
  "lifespan",
  "illness",
  "remedies",
  "legal",
  "money",
  "marriage",
  "third_person",
  "dates",
  "off_topic",
] as const satisfies readonly DeclineReason[];
