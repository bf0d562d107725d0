import type { Hand } from "../../photos/photo.ts";
import type { Language, WritingHand } from "../reading.ts";
import { reportRulesEn } from "./report-rules.en.ts";
import { reportRulesHi } from "./report-rules.hi.ts";
import type {
  Element,
  FingersTrait,
  LeadTrait,
  PalmTrait,
  SpreadTrait,
  ThumbTrait,
} from "./traits.ts";

/** What two hands are compared in, lines apart. */
export type ComparedTrait = PalmTrait | FingersTrait | LeadTrait;

/** A hand whose palm and fingers were measured: of one element, or between them. */
export type HandKind = Element | "mixed";

/**
 * What the built-in reader's full report can say, in one language. `means` is what tradition links with a thing that
 * was measured; the rest are tendencies drawn from it, always put as a possibility.
 */
export type ReportRules = {
  readonly kinds: Record<
    HandKind,
    {
      readonly means: string;
      readonly character: string;
      readonly strength: string;
      readonly growth: string;
      readonly advice: string;
      readonly question: string;
    }
  >;
  /** A palm whose fingers could not be measured, held open or with its fingers together. */
  readonly unmeasured: Record<
    "open" | "closed",
    { readonly observed: string; readonly means: string; readonly advice: readonly string[] }
  >;
  readonly fingers: Record<
    FingersTrait,
    {
      /** Of the middle finger, whose length stands for all of them. */
      readonly observed: string;
      readonly means: string;
      readonly mind: string;
      readonly strength: string;
      readonly growth: string;
      readonly question: string;
    }
  >;
  readonly thumb: Record<ThumbTrait, { readonly means: string; readonly strength: string }>;
  readonly spread: Record<SpreadTrait, { readonly relationships: string; readonly growth: string }>;
  readonly lead: Record<
    LeadTrait,
    {
      readonly means: string;
      readonly career: string;
      readonly strength: string;
      readonly advice: string;
      readonly question: string;
    }
  >;
  readonly comparison: {
    readonly similar: (trait: ComparedTrait) => string;
    readonly different: (traits: Record<Hand, ComparedTrait>) => string;
    /** Which hand tradition takes for which, by the hand that writes. */
    readonly custom: Record<WritingHand | "unsaid", string>;
    /** How another custom chooses the hand. */
    readonly olderCustom: string;
    /** Instead of similarities, where no two things are quite alike and none differs clearly. */
    readonly near: string;
    readonly alike: string;
    readonly unlike: string;
  };
  /** Which hand a single photo shows, and which view of a person that gives. */
  readonly photoOf: Record<Hand, string>;
  readonly view: Record<"active" | "passive" | "both" | "unsaid", string>;
  /** Which of two hands is told of where only one is. */
  readonly readFrom: Record<Hand, string>;
  readonly otherHand: string;
  /** Why nothing is said of a line that was not seen. */
  readonly unseenLine: string;
  readonly limits: {
    readonly estimates: string;
    readonly noLengths: string;
    readonly noThumb: string;
    /** Two hands were seen, and nothing was found on both. */
    readonly notCompared: string;
    /** Two hands were seen, but only this one was measured. */
    readonly onlyMeasured: Record<Hand, string>;
  };
  readonly questions: {
    readonly compare: string;
    readonly otherHand: string;
    readonly measurable: string;
    /** Where there is little else to ask. */
    readonly tradition: string;
    /** With `measurable`, for a hand that was not measured. */
    readonly unmeasured: readonly [string, string, string];
  };
};

const rules: Record<Language, ReportRules> = { en: reportRulesEn, hi: reportRulesHi };

export function reportRulesOf(language: Language): ReportRules {
  return rules[language];
}
