import { type LineKey, lineKeys } from "../../palm/palm-lines.ts";
import type { Language, Summary } from "../reading.ts";
import { lineRulesOf } from "./line-rules.ts";
import { type HandsRead, type ToldLine, type ToldLines, toldLinesOf } from "./read-hands.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { type Trait, traitsOf } from "./traits.ts";

const HIGHLIGHTS = 3;

const stops: Record<Language, string> = { en: ".", hi: "।" };

/** The part that everybody sees: complete in itself, and in other words than the report's. */
export function composeSummary(read: HandsRead, language: Language): Summary {
  const rules = rulesOf(language);
  const lineRules = lineRulesOf(language);
  const told = toldLinesOf(read);
  const names = lineKeys.filter((key) => told[key]).map((key) => lineRules.names[key]);
  return {
    headline: headlineOf(read, told, language),
    text: [
      rules.sawHand[read.seen.length > 1 ? (`both_${read.main}` as const) : read.main],
      whatTraditionSays(read, rules),
      names.length > 0 ? lineRules.followed(names, read.seen.length) : lineRules.noneFollowed,
      rules.tendencies,
    ].join(" "),
    highlights: highlightsOf(read, told, language),
  };
}

function headlineOf({ shape, isClosed }: HandsRead, told: ToldLines, language: Language): string {
  const { elements, headline } = rulesOf(language);
  const kind = shape ? (shape.element ?? "between") : isClosed ? "closed" : "open";
  const line = lineOfHeadline(told, language);
  if (line) return lineRulesOf(language).headline(headline.hand[kind], line);
  return shape?.element ? elements[shape.element].headline : headline.alone[kind as "open"];
}

/** Only what is clear belongs in a headline. */
function lineOfHeadline({ heart, head, life }: ToldLines, language: Language): string | undefined {
  const { named } = lineRulesOf(language);
  if (heart?.line.grade === "clear") return named[heart.line.course];
  if (head?.line.grade === "clear") return named[head.line.course];
  return life?.line.grade === "clear" && life.line.arc ? named[life.line.arc] : undefined;
}

function whatTraditionSays({ shape, isClosed }: HandsRead, rules: Rules): string {
  if (!shape) return isClosed ? rules.saysOfClosed : rules.saysOfOpen;
  return shape.element ? rules.elements[shape.element].says : rules.saysOfBetween;
}

/** Two things that were seen, lines before shape and clear before faint, and what the hands are to each other. */
function highlightsOf(read: HandsRead, told: ToldLines, language: Language): string[] {
  const rules = rulesOf(language);
  const lines = lineHighlights(told, language);
  const clear = lines.filter(({ isFaint }) => !isFaint).map(({ text }) => text);
  const faint = lines.filter(({ isFaint }) => isFaint).map(({ text }) => text);
  const shape = traitsToTell(read).map((trait) => {
    const { seen, says } = rules.traits[trait];
    return `${seen}: ${says}${stops[language]}`;
  });
  const tellings = [...clear, ...shape.slice(0, 2), ...faint, ...shape.slice(2)];
  const first = tellings.slice(0, HIGHLIGHTS - 1);
  return [
    ...first,
    aboutHands(read, rules),
    ...(first.length < HIGHLIGHTS - 1 ? [rules.moreLight] : []),
  ];
}

function lineHighlights(told: ToldLines, language: Language) {
  const { names, traits, hints, highlight } = lineRulesOf(language);
  const { heart, head, life, fate } = told;
  const tell = <Key extends LineKey>(
    key: Key,
    line: ToldLine<Key> | null,
    trait: keyof typeof hints | null | undefined,
  ) => {
    if (!line || !trait) return [];
    const isFaint = line.line.grade === "faint";
    return [{ isFaint, text: highlight(names[key], traits[trait].seen, hints[trait], isFaint) }];
  };
  return [
    ...tell("heart", heart, heart?.line.ends),
    ...tell("head", head, head?.line.course),
    ...tell("life", life, life?.line.arc),
    ...tell("fate", fate, fate?.line.start),
  ];
}

function traitsToTell({ measures, main, isClosed }: HandsRead): Trait[] {
  const measured = measures[main];
  if (measured) return traitsOf(measured);
  return isClosed ? ["fingers_closed"] : ["palm_open"];
}

function aboutHands(
  { measures, seen, main, writingHand }: HandsRead,
  { alike, unlike, writing }: Rules,
): string {
  if (measures.left && measures.right) {
    return traitsOf(measures.left)[0] === traitsOf(measures.right)[0] ? alike : unlike;
  }
  if (seen.length > 1) return writing.both_given;
  if (writingHand === null) return writing.unsaid;
  return main === writingHand || writingHand === "both" ? writing.same : writing.other;
}
