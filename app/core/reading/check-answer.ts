import type { PalmAnswer } from "./palm-answer.ts";
import type { Language, Report, Summary } from "./reading.ts";
import { saysForbiddenThing } from "./safety/forbidden.ts";

export type AnswerFault =
  | "looping"
  | "wrong_language"
  | "forbidden_topic"
  | "line_twice"
  | "nothing_observed"
  | "too_short";

/** A readable answer without its nullable parts. */
export type ReadableAnswer = PalmAnswer & { readonly summary: Summary; readonly report: Report };

/** Least length of what is read out, letters: anything shorter is an excuse, not a reading. */
const LEAST_LETTERS = { summary: 80, report: 600 };

/** Signs are rare, and a model that lists many of them invents them. */
const MOST_SIGNS = 2;

/** A phrase of four words that makes up so much of a text is a model running in circles. */
const LOOP = { repeats: 8, share: 0.15 };

/** What is wrong with a model's answer although it has the right shape; undefined when nothing is. */
export function findFault(answer: ReadableAnswer, language: Language): AnswerFault | undefined {
  const { summary, report } = answer;
  const texts = textsOf({ summary, report });
  const whole = texts.join("\n");
  if (isLooping(whole)) return "looping";
  if (!isIn(language, whole)) return "wrong_language";
  if (texts.some((text) => saysForbiddenThing(text))) return "forbidden_topic";
  const keys = report.lines.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) return "line_twice";
  const hands = report.lines.flatMap((line) => line.hands);
  const isMute = hands.some(
    ({ visibility, observed }) => visibility !== "not_visible" && observed.trim() === "",
  );
  if (isMute) return "nothing_observed";
  if (
    summary.text.length < LEAST_LETTERS.summary ||
    textsOf(report).join(" ").length < LEAST_LETTERS.report
  ) {
    return "too_short";
  }
  return undefined;
}

/** Leaves out what a good answer may have too much of, and what rests on things that were not seen. */
export function tidyAnswer(answer: ReadableAnswer): { summary: Summary; report: Report } {
  const { summary, report } = answer;
  const unseen = new Set(
    report.lines
      .filter(({ hands }) => hands.every(({ visibility }) => visibility === "not_visible"))
      .map(({ key }) => `line:${key}`),
  );
  return {
    summary: { ...summary, highlights: summary.highlights.slice(0, 3) },
    report: {
      ...report,
      signs: report.signs.slice(0, MOST_SIGNS),
      life_areas: report.life_areas.map((area) => ({
        ...area,
        based_on: area.based_on.filter((basis) => !unseen.has(basis)),
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
