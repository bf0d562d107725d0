import { lineKeys } from "../palm/palm-lines.ts";
import type { Hand } from "../photos/photo.ts";
import { listForbidden } from "../safety/find-forbidden.ts";
import { seenLinesOf } from "./builtin/line-traits.ts";
import type { PalmAnswer } from "./palm-answer.ts";
import type { Language, Report, Summary } from "./reading.ts";
import type { ReadablePalm } from "./seen-palm.ts";

export type FaultKind =
  | "empty"
  | "cut_off"
  | "no_json"
  | "wrong_shape"
  | "looping"
  | "wrong_language"
  | "forbidden_topic"
  | "line_twice"
  | "line_overlooked"
  | "nothing_observed"
  | "unknown_hand"
  | "baseless"
  | "summary_repeated"
  | "summary_too_short"
  | "too_short"
  | "too_long";

/** Why an answer is not shown. `detail` may quote it, for the model that wrote it: it never reaches a log. */
export type AnswerFault = { readonly kind: FaultKind; readonly detail?: string };

/** A readable answer without its nullable parts. */
export type ReadableAnswer = PalmAnswer & { readonly summary: Summary; readonly report: Report };

export type AnswerCheck = {
  readonly language: Language;
  /** What our own eyes saw on the photos that the model was sent. */
  readonly palms: readonly ReadablePalm[];
  /** True for an answer that is the last: then its length may be further off, and it may see less than our own eyes. */
  readonly isLast?: boolean;
};

/** Words of the report in all. */
const LENGTH = { first: { least: 500, most: 1_200 }, last: { least: 350, most: 1_600 } };

/** Anything shorter is an excuse, letters. */
const LEAST_SUMMARY = 80;

/** Shorter sentences may well stand in both by chance, words. */
const SENTENCE_WORDS = 6;

/** Signs are rare, and a model that lists many of them invents them. */
const MOST_SIGNS = 2;

/** So many faults are named to the model at once. */
const MOST_FAULTS = 12;

/** A phrase of four words that makes up so much of a text is a model running in circles. */
const LOOP = { repeats: 8, share: 0.15 };

/** What is wrong with a model's answer although it has the right shape. */
export function findFaults(answer: ReadableAnswer, check: AnswerCheck): readonly AnswerFault[] {
  const { summary, report, assessment } = answer;
  const texts = textsOf({ summary, report });
  const whole = texts.join("\n");
  // Nothing else can be said of an answer like that.
  if (isLooping(whole)) return [{ kind: "looping" }];
  if (!isIn(check.language, whole)) return [{ kind: "wrong_language" }];
  const tips = assessment.photos.map((photo) => photo.retake_tip);
  const faults: AnswerFault[] = [
    ...listForbidden([...texts, ...tips]).map(({ clause }) => ({
      kind: "forbidden_topic" as const,
      detail: clause,
    })),
    ...faultsOfLines(report),
    ...unknownHands(report, check),
    ...(check.isLast ? [] : overlookedLines(report, check)),
    ...baselessAreas(report),
    ...repeatedSentences(answer),
    ...faultsOfLength(answer, check),
  ];
  return faults.slice(0, MOST_FAULTS);
}

function faultsOfLines({ lines }: Report): AnswerFault[] {
  const keys = lines.map(({ key }) => key);
  const twice = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
  const mute = lines.filter((line) =>
    line.hands.some(
      ({ visibility, observed }) => visibility !== "not_visible" && observed.trim() === "",
    ),
  );
  return [
    ...[...twice].map((key) => ({ kind: "line_twice" as const, detail: key })),
    ...mute.map(({ key }) => ({ kind: "nothing_observed" as const, detail: key })),
  ];
}

function unknownHands(report: Report, { palms }: AnswerCheck): AnswerFault[] {
  const told = [
    ...report.lines.flatMap((line) => line.hands),
    ...report.minor_lines,
    ...report.signs,
  ].map(({ side }) => side);
  return [...new Set(told)]
    .filter((side) => !palms.some(({ hand }) => hand === side))
    .map((detail) => ({ kind: "unknown_hand", detail }));
}

/** The report draws what our own eyes saw clearly: words that see nothing there would contradict it. */
function overlookedLines(report: Report, { palms }: AnswerCheck): AnswerFault[] {
  const isTold = (hand: Hand, wanted: string) =>
    report.lines.some(
      ({ key, hands }) =>
        key === wanted &&
        hands.some(({ side, visibility }) => side === hand && visibility !== "not_visible"),
    );
  return palms.flatMap(({ hand, sight: { lines } }) => {
    const seen = lines && seenLinesOf(lines);
    return lineKeys
      .filter((key) => seen?.[key]?.grade === "clear" && !isTold(hand, key))
      .map((key) => ({
        kind: "line_overlooked" as const,
        detail: `${key} line of the ${hand} hand`,
      }));
  });
}

function baselessAreas(report: Report): AnswerFault[] {
  const isVisible = visibleIn(report);
  return report.life_areas
    .filter((area) => !area.based_on.some(isVisible))
    .map(({ key }) => ({ kind: "baseless", detail: key }));
}

/** Tells what a life area may rest on. Fingers and the hand as a whole are seen wherever a palm is. */
function visibleIn(report: Report): (basis: string) => boolean {
  const visible = new Set([
    ...report.lines
      .filter(({ hands }) => hands.some(({ visibility }) => visibility !== "not_visible"))
      .map(({ key }) => `line:${key}`),
    ...report.mounts
      .filter(({ prominence }) => prominence !== "not_assessable")
      .map(({ key }) => `mount:${key}`),
    ...report.minor_lines.map(({ key }) => `minor_line:${key}`),
    ...report.signs.map(({ key }) => `sign:${key}`),
  ]);
  return (basis) => visible.has(basis) || /^(?:hand|finger):/.test(basis);
}

function repeatedSentences({ summary, report }: ReadableAnswer): AnswerFault[] {
  const told = textsOf(report).join("\n");
  const repeated = summary.text
    .split(/(?<=[.!?।])\s+/u)
    .filter((sentence) => wordsIn(sentence) >= SENTENCE_WORDS && told.includes(sentence));
  return repeated.map((detail) => ({ kind: "summary_repeated", detail }));
}

function faultsOfLength(
  { summary, report }: ReadableAnswer,
  { isLast }: AnswerCheck,
): AnswerFault[] {
  const words = textsOf(report).reduce((sum, text) => sum + wordsIn(text), 0);
  const { least, most } = isLast ? LENGTH.last : LENGTH.first;
  const detail = String(words);
  return [
    ...(summary.text.length < LEAST_SUMMARY ? [{ kind: "summary_too_short" as const }] : []),
    ...(words < least ? [{ kind: "too_short" as const, detail }] : []),
    ...(words > most ? [{ kind: "too_long" as const, detail }] : []),
  ];
}

/** Nothing is compared with a hand that nobody saw. */
const noComparison = { available: false, similarities: [], differences: [], meaning: null };

/** Leaves out what a good answer may have too much of, and what rests on things that were not seen. */
export function tidyAnswer(
  answer: ReadableAnswer,
  { palms }: Pick<AnswerCheck, "palms">,
): { summary: Summary; report: Report } {
  const { summary, report } = answer;
  const isVisible = visibleIn(report);
  return {
    summary: { ...summary, highlights: summary.highlights.slice(0, 3) },
    report: {
      ...report,
      signs: report.signs.slice(0, MOST_SIGNS),
      comparison: palms.length < 2 ? noComparison : report.comparison,
      life_areas: report.life_areas.map((area) => ({
        ...area,
        based_on: area.based_on.filter(isVisible),
      })),
      suggested_questions: report.suggested_questions.slice(0, 6),
    },
  };
}
/** True when the text repeats itself as a failing model does: one word on and on, or one phrase again and again. */
export function isLooping(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  let run = 1;
  for (let i = 0; i < words.length; i += 1) {
    run = words[i] === words[i - 1] ? run + 1 : 1;
    if (run >= 8) return true;
    if (i < 3) continue;
    const phrase = words.slice(i - 3, i + 1).join(" ");
    const count = (counts.get(phrase) ?? 0) + 1;
    counts.set(phrase, count);
    if (count > LOOP.repeats && count * 4 > LOOP.share * words.length) return true;
  }
  return false;
}

/** Hindi is written in Devanagari; an English text may name a line in it now and then. */
function isIn(language: Language, text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const devanagari = text.match(/\p{Script=Devanagari}/gu)?.length ?? 0;
  const share = devanagari / Math.max(1, letters + devanagari);
  return language === "hi" ? share > 0.5 : share < 0.2;
}

/** Keys and enum values are not for readers. */
const structural = new Set([
  "key",
  "side",
  "visibility",
  "features",
  "confidence",
  "prominence",
  "element",
  "based_on",
]);

/** Every sentence that a reader may see. */
function textsOf(value: unknown, name = ""): string[] {
  if (structural.has(name)) return [];
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, name));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => textsOf(item, key));
  }
  return [];
}

const wordsIn = (text: string) =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
