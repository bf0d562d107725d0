import { findGlossaryEntry } from "../../reading/glossary/glossary.ts";
import type { Language, Report } from "../../reading/reading.ts";
import { foldText } from "../../safety/fold-text.ts";
import { anchorOf, type PartKey, partNames, partsIn } from "../parts.ts";
import type { ReplyRequest } from "../replier.ts";
import { answerWords } from "./answer-words.ts";
import { findParts } from "./find-parts.ts";

/** Parts of one answer at most: it answers a question, and is no second report. */
const MOST_PARTS = 2;

/** Of folded questions: what could be seen, and what could not. */
const aboutPhoto =
  /\b(?:photos?|pictures?|seen|see|measured?|tasveer)\b|(?:फोटो|तस्वीर|आंखों देखा|नापा)/u;

const aboutFuture =
  /\b(?:will|shall|going to) (?:i|my|it)\b|\bho(?:ga|gi|nge)\b|\bmileg[ai]\b|(?:होगा|होगी|होंगे|मिलेगा|मिलेगी|पाऊँगा|पाऊँगी)/iu;

/**
 * Answers a question from a reading's own sentences and from the glossary's on the parts that it is about. Pure:
 * the same question about the same reading gets the same answer.
 */
export function composeAnswer({ question, language, reading, past }: ReplyRequest): {
  readonly text: string;
  readonly restsOn: readonly PartKey[];
} {
  const words = answerWords[language];
  const { report } = reading;
  const paragraphs: string[] = past.length === 0 ? [words.whoAmI] : [];
  const asked = partsAskedFor(question, past);
  const there = new Set(report ? partsIn(report) : []);
  const found = asked.filter((part) => there.has(part)).slice(0, MOST_PARTS);

  if (report && asked.length === 0 && aboutPhoto.test(foldText(question))) {
    paragraphs.push(`${words.inReport} ${report.limits}`);
    return { text: paragraphs.join("\n\n"), restsOn: [] };
  }
  if (report === null || asked.length === 0) {
    const suggestions = (report?.suggested_questions ?? []).slice(0, 3).map((text) => `- ${text}`);
    paragraphs.push(words.notUnderstood);
    if (suggestions.length > 0) paragraphs.push([words.youCanAsk, ...suggestions].join("\n"));
    return { text: paragraphs.join("\n\n"), restsOn: [] };
  }
  if (aboutFuture.test(question)) paragraphs.push(words.noFuture);
  const missing = asked.find((part) => !there.has(part) && !part.startsWith("area:"));
  if (missing && asked[0] === missing) {
    const why =
      missing === "comparison"
        ? words.oneHandOnly
        : words.notInReport(partNames[language][missing]);
    paragraphs.push(...glossaryOn(missing, report, language), why);
  }
  for (const part of found) {
    paragraphs.push(...glossaryOn(part, report, language));
    paragraphs.push(`${words.inReport} ${sentencesOf(report, part, words.onHand).join(" ")}`);
  }
  return { text: paragraphs.join("\n\n"), restsOn: found };
}

/** What the glossary says of a part, whoever's it is; nothing for parts of life, which are no words of palm reading. */
function glossaryOn(part: PartKey, report: Report, language: Language): readonly string[] {
  const id =
    part === "hand"
      ? `element-${report.hand_profile.element}`
      : part === "comparison"
        ? "word-which_hand"
        : anchorOf(part);
  const entry = findGlossaryEntry(id);
  if (!entry) return [];
  return [`${answerWords[language].inGlossary(entry.name[language])} ${entry.text[language]}`];
}

/** A question that names nothing goes on from the one before it. */
function partsAskedFor(question: string, past: ReplyRequest["past"]): readonly PartKey[] {
  const named = findParts(question);
  if (named.length > 0) return named;
  const isShort = question.length <= 60;
  return isShort ? findParts(past.at(-1)?.question ?? "") : [];
}

function sentencesOf(
  report: Report,
  part: PartKey,
  onHand: Record<"left" | "right", string>,
): readonly string[] {
  const [kind = "", key = ""] = part.split(":");
  switch (kind) {
    case "hand":
      return [report.hand_profile.observed, report.hand_profile.meaning];
    case "comparison": {
      const { similarities, differences, meaning } = report.comparison;
      return [...similarities, ...differences, ...(meaning === null ? [] : [meaning])];
    }
    case "line":
      return report.lines
        .filter((line) => line.key === key)
        .flatMap(({ hands, meaning }) => [
          ...hands.map(({ side, observed }) => `${onHand[side]} ${observed}`),
          meaning,
        ]);
    case "finger":
      return report.fingers
        .filter((finger) => finger.key === key)
        .flatMap(({ observed, meaning }) => [observed, meaning]);
    case "mount":
      return report.mounts.filter((mount) => mount.key === key).map(({ meaning }) => meaning);
    default:
      return report.life_areas.filter((area) => area.key === key).map(({ text }) => text);
  }
}
