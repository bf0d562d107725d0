import { foldDevanagari, foldText } from "../../safety/fold-text.ts";
import type { DeclineReason } from "../message.ts";
import { withoutLineNames } from "./line-names.ts";
import { type QuestionRule, reasonsByWeight } from "./question-rule.ts";
import { englishQuestionRules } from "./question-rules.en.ts";
import { hindiQuestionRules } from "./question-rules.hi.ts";
import { romanisedQuestionRules } from "./question-rules.hi-latn.ts";

/**
 * Whether a question is one that nobody answers from a palm, and why; null when it may be asked. Cheap and before any
 * call, for English, Hindi and Hindi in Latin letters, and for texts that mix them. It judges what is asked; what may be
 * answered is judged on the answer (core/safety), because questions can be put in more ways than rules know.
 */
export function judgeQuestion(question: string): DeclineReason | null {
  const folded = foldText(question);
  const asked = { folded, words: wordsOf(folded) };
  const unnamed = withoutLineNames(folded);
  const askedOfBody = { folded: unnamed, words: wordsOf(unnamed) };
  const textsFor = (reason: DeclineReason) =>
    reason === "illness" || reason === "lifespan" ? askedOfBody : asked;
  const found = new Set<DeclineReason>();
  for (const { reason, pattern, unless } of latinRules) {
    const text = textsFor(reason).folded;
    if (pattern.test(text) && !unless?.test(text)) found.add(reason);
  }
  for (const { reason, pattern, unless } of devanagariRules) {
    const { words } = textsFor(reason);
    if (pattern.test(words) && !unless?.test(words)) found.add(reason);
  }
  return reasonsByWeight.find((reason) => found.has(reason)) ?? null;
}

function wordsOf(folded: string): string {
  return ` ${folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()} `;
}

const latinRules: readonly QuestionRule[] = [...englishQuestionRules, ...romanisedQuestionRules];

/** `\b` knows ASCII only. In Devanagari words stand between spaces instead. */
const devanagariRules: readonly QuestionRule[] = hindiQuestionRules.map(({ reason, pattern }) => ({
  reason,
  pattern: new RegExp(
    foldDevanagari(pattern.source).replaceAll(String.raw`\b`, "(?:(?<= )|(?= ))"),
    "u",
  ),
}));
