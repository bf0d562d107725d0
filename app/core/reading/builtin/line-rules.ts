import type { LineKey } from "../../palm/palm-lines.ts";
import type { Hand } from "../../photos/photo.ts";
import type { Language } from "../reading.ts";
import { lineRulesEn } from "./line-rules.en.ts";
import { lineRulesHi } from "./line-rules.hi.ts";
import type {
  FateStart,
  HeadCourse,
  HeadStart,
  HeartCourse,
  HeartEnd,
  LifeArc,
  LineTrait,
  PalmPlace,
} from "./line-traits.ts";

/** Mounts that a line leads to or goes round. */
export type NamedMount = "jupiter" | "saturn" | "sun" | "venus" | "moon";

/**
 * What the built-in reader can say of lines, in one language. What was seen and what tradition says stay apart; the
 * rest are tendencies drawn from it, always put as a possibility.
 */
export type LineRules = {
  readonly names: Record<LineKey, string>;
  /** What tradition looks for in the line at all. */
  readonly about: Record<LineKey, string>;
  /** Of a line that was not seen on any hand. */
  readonly unseen: Record<LineKey, string>;
  /** `seen` goes on from “it” or the line's name. */
  readonly traits: Record<LineTrait, { readonly seen: string; readonly says: string }>;
  /** What tradition says in a few words, for the summary. */
  readonly hints: Record<HeartEnd | HeadCourse | LifeArc | FateStart, string>;
  /** For the headline: a line by its course. */
  readonly named: Record<HeartCourse | HeadCourse | LifeArc, string>;
  readonly heart: Record<
    HeartEnd,
    { readonly relationships: string; readonly strength: string; readonly question: string }
  >;
  readonly heartGrowth: Record<HeartCourse, string>;
  readonly headStart: Record<HeadStart, { readonly strength: string; readonly growth: string }>;
  readonly head: Record<HeadCourse, { readonly mind: string; readonly question: string }>;
  readonly innerLife: Record<HeartCourse, Record<HeadCourse, string>>;
  readonly life: Record<LifeArc, { readonly family: string; readonly advice: string }>;
  readonly fate: Record<FateStart, { readonly career: string; readonly question: string }>;
  readonly mounts: Record<NamedMount, string>;
  readonly questions: { readonly life: string; readonly noFate: string };
  readonly places: Record<PalmPlace, string>;
  /** Puts what was seen of a line into a sentence. */
  readonly observed: (seen: readonly string[], isFaint: boolean) => string;
  /** Instead of that, on a second hand that shows the line in the same way. */
  readonly sameHere: (line: string) => string;
  /** Of two hands that show a line differently, which one is told of. */
  readonly told: (line: string, hand: Hand) => string;
  readonly similar: (line: string, seen: readonly string[]) => string;
  readonly different: (line: string, seen: Record<Hand, string>) => string;
  readonly onlyOn: Record<Hand, (lines: readonly string[]) => string>;
  readonly highlight: (line: string, seen: string, hint: string, isFaint: boolean) => string;
  readonly headline: (hand: string, line: string) => string;
  /** For the summary: the lines that could be followed. */
  readonly followed: (lines: readonly string[], photos: number) => string;
  /** Instead of that: what the reading rests on, when the hand's shape was measured and when it was not. */
  readonly noneFollowed: Record<"measured" | "unmeasured", string>;
  readonly limits: {
    readonly none: string;
    readonly unseen: (lines: readonly string[]) => string;
    readonly rest: string;
  };
};

const rules: Record<Language, LineRules> = { en: lineRulesEn, hi: lineRulesHi };

export function lineRulesOf(language: Language): LineRules {
  return rules[language];
}
