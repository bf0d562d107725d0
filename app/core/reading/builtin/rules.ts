import type { Hand } from "../../photos/photo.ts";
import type { PhotoNote } from "../../palm/look-at-palm.ts";
import type { Language } from "../reading.ts";
import { rulesEn } from "./rules.en.ts";
import { rulesHi } from "./rules.hi.ts";
import type { Element, Trait } from "./traits.ts";

/** What the built-in reader can say, in one language. What was seen and what tradition says stay apart. */
export type Rules = {
  readonly traits: Record<Trait, { readonly seen: string; readonly says: string }>;
  readonly elements: Record<Element, { readonly headline: string; readonly says: string }>;
  readonly headline: {
    /** Where no line is named beside the hand; the elements have headlines of their own. */
    readonly alone: Record<"open" | "closed" | "between", string>;
    /** Before a line's name. */
    readonly hand: Record<Element | "open" | "closed" | "between", string>;
  };
  /** First sentence: which hands were seen, and of two which one the shape is told of, if it was measured. */
  readonly sawHand: Record<Hand | `both_${Hand}` | "both", string>;
  readonly saysOfBetween: string;
  readonly saysOfOpen: string;
  readonly saysOfClosed: string;
  /** Last sentence: how all of this is meant. */
  readonly tendencies: string;
  /** Where there is little to tell. */
  readonly moreLight: string;
  readonly writing: Record<"same" | "other" | "both" | "both_given" | "unsaid", string>;
  readonly tips: Record<PhotoNote, string>;
  readonly tipNotRead: string;
  /** What two hands are to each other, as the report has it. */
  readonly alike: string;
  readonly unlike: string;
};

const rules: Record<Language, Rules> = { en: rulesEn, hi: rulesHi };

export function rulesOf(language: Language): Rules {
  return rules[language];
}
