import { findGlossaryEntry } from "../../reading/glossary/glossary.ts";
import type { Language, Report } from "../../reading/reading.ts";
import { foldText } from "../../safety/fold-text.ts";
import { anchorOf, type PartKey, partNames } from "../parts.ts";
import type { ReplyRequest } from "../replier.ts";
import { type AnswerWords, answerWords } from "./answer-words.ts";
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
  if (report && asked.length === 0 && aboutPhoto.test(foldText(question))) {
    paragraphs.push(`${words.inReport} ${report.limits}`);
    return { text: paragraphs.join("\n\n"), restsOn: [] };
  }
  if (report === null || asked.length === 0) {
    paragraphs.push(words.notUnderstood, ...suggestionsOf(report, words.youCanAsk));
    return { text: paragraphs.join("\n\n"), restsOn: [] };
  }
  const found = asked
    .filter((part) => paragraphsOn(report, part, language).length > 0)
    .slice(0, MOST_PARTS);
  if (found.length > 0 && aboutFuture.test(question)) paragraphs.push(words.noFuture);
  for (const part of missingOf(asked, found)) {
    paragraphs.push(...glossaryOn(part, report, language), lackOf(part, language));
  }
  if (found.length === 0) paragraphs.push(...suggestionsOf(report, words.youCanAsk));
  for (const part of found) {
    paragraphs.push(...glossaryOn(part, report, language));
    const [first = "", ...more] = paragraphsOn(report, part, language);
    paragraphs.push(`${words.inReport} ${first}`, ...more);
  }
  return { text: paragraphs.join("\n\n"), restsOn: found };
}

/**
 * What was asked about first, when the report lacks it. Where nothing at all was found, the parts of life that were asked
 * about as well; where tradition's part for one was found, that is the answer, and no word is lost on the lack.
 */
function missingOf(asked: readonly PartKey[], found: readonly PartKey[]): readonly PartKey[] {
  const isArea = (part: PartKey) => part.startsWith("area:");
  return asked
    .filter((part, index) =>
      found.length > 0 ? index === 0 && !isArea(part) : index === 0 || isArea(part),
    )
    .filter((part) => !found.includes(part))
    .slice(0, MOST_PARTS);
}

function lackOf(part: PartKey, language: Language): string {
  const { oneHandOnly, lineNotSeen, notInReport } = answerWords[language];
  if (part === "comparison") return oneHandOnly;
  const name = partNames[language][part];
  if (part.startsWith("line:")) return lineNotSeen(name);
  return notInReport(part.startsWith("area:") || language === "hi" ? name : `the ${name}`);
}

function suggestionsOf(report: Report | null, youCanAsk: string): readonly string[] {
  const suggestions = (report?.suggested_questions ?? []).slice(0, 3).map((text) => `- ${text}`);
  return suggestions.length > 0 ? [[youCanAsk, ...suggestions].join("\n")] : [];
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

/** A question that names nothing goes on from the one before it, unless it has no words at all. */
function partsAskedFor(question: string, past: ReplyRequest["past"]): readonly PartKey[] {
  const named = findParts(question);
  if (named.length > 0) return named;
  const goesOn = question.length <= 60 && /\p{L}/u.test(question);
  return goesOn ? findParts(past.at(-1)?.question ?? "") : [];
}

/** What a report says of a part; nothing when it lacks it. */
function paragraphsOn(report: Report, part: PartKey, language: Language): readonly string[] {
  return saidOf(report, part, answerWords[language])
    .map(joined)
    .filter((paragraph) => paragraph !== "");
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence.trim() !== "").join(" ");
}

/** Paragraphs, each in its sentences. */
function saidOf(
  report: Report,
  part: PartKey,
  { onHand, visibility: seen }: AnswerWords,
): readonly (readonly string[])[] {
  const [kind = "", key = ""] = part.split(":");
  switch (kind) {
    case "hand":
      return [[report.hand_profile.observed, report.hand_profile.meaning]];
    case "comparison": {
      const { available, similarities, differences, meaning } = report.comparison;
      return available ? [[...similarities, ...differences, meaning ?? ""]] : [];
    }
    case "line":
      // What tradition says is of no single hand, least of all of one on which the line was not seen.
      return report.lines
        .filter((line) => line.key === key)
        .flatMap(({ hands, meaning }) => [
          hands.map(({ side, visibility, observed }) =>
            joined([onHand[side], seen[visibility], observed]),
          ),
          [meaning],
        ]);
    case "finger":
      return report.fingers
        .filter((finger) => finger.key === key)
        .map(({ observed, meaning }) => [observed, meaning]);
    case "mount":
      return report.mounts.filter((mount) => mount.key === key).map(({ meaning }) => [meaning]);
    default:
      return report.life_areas.filter((area) => area.key === key).map(({ text }) => [text]);
  }
}
