import { type LineKey, lineKeys } from "../../palm/palm-lines.ts";
import type { Language, Summary } from "../reading.ts";
import { compareHands } from "./compare-hands.ts";
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
      rules.sawHand[whichHands(read)],
      whatTraditionSays(read, rules),
      names.length > 0
        ? lineRules.followed(names, read.seen.length)
        : lineRules.noneFollowed[read.shape ? "measured" : "unmeasured"],
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
    aboutHands(read, language),
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

function whichHands({ seen, main, shape }: HandsRead): keyof Rules["sawHand"] {
  if (seen.length === 1) return main;
  return shape ? `both_${main}` : "both";
}

function aboutHands(read: HandsRead, language: Language): string {
  const { writing, ...rules } = rulesOf(language);
  if (read.seen.length > 1) {
    const { outcome } = compareHands(read, language);
    return outcome ? rules[outcome] : writing.both_given;
  }
  if (read.writingHand === null) return writing.unsaid;
  if (read.writingHand === "both") return writing.both;
  return read.main === read.writingHand ? writing.same : writing.other;
}
