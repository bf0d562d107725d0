import type { HandMeasures } from "../../palm/hand-measures.ts";

export type PalmTrait = "palm_long" | "palm_square" | "palm_between";
export type FingersTrait = "fingers_long" | "fingers_short" | "fingers_between";
export type ThumbTrait = "thumb_open" | "thumb_close";
export type SpreadTrait = "spread_wide" | "spread_close";
export type LeadTrait = "index_longer" | "ring_longer" | "index_ring_equal";

export type MeasuredTrait = PalmTrait | FingersTrait | ThumbTrait | SpreadTrait | LeadTrait;

/**
 * What a hand is like, in the words of tradition. Each trait is a rule of the catalogues
 * (rules.en.ts, rules.hi.ts).
 */
export type Trait = MeasuredTrait | "palm_open" | "fingers_closed";

/** One trait for each thing that is looked at; null where it was not found, or is nothing to speak of. */
export type Aspects = {
  readonly palm: PalmTrait;
  readonly fingers: FingersTrait;
  readonly thumb: ThumbTrait | null;
  readonly spread: SpreadTrait | null;
  /** Which of index and ring finger leads. */
  readonly lead: LeadTrait;
};

export type Element = "earth" | "fire" | "air" | "water";

/**
 * Where one kind of hand ends and the next begins, with a band in which we say “between”. The books give words, not
 * numbers; these come from the hands measured for docs/builtin-reader.md.
 */
const PALM = { square: 1.16, long: 1.24 };
const FINGERS = { short: 0.76, long: 0.84 };
const INDEX_TO_RING = { ringLonger: 0.95, indexLonger: 1.05 };
const SPREAD_DEGREES = { close: 7, wide: 14 };
const THUMB_DEGREES = { close: 22, open: 40 };

/** What the measures come to, aspect by aspect. */
export function aspectsOf(measures: HandMeasures): Aspects {
  const { palmRatio, fingerRatio, indexToRing, spread, thumbAngle } = measures;
  return {
    palm:
      palmRatio > PALM.long
        ? "palm_long"
        : palmRatio < PALM.square
          ? "palm_square"
          : "palm_between",
    fingers:
      fingerRatio > FINGERS.long
        ? "fingers_long"
        : fingerRatio < FINGERS.short
          ? "fingers_short"
          : "fingers_between",
    thumb:
      thumbAngle === null
        ? null
        : thumbAngle > THUMB_DEGREES.open
          ? "thumb_open"
          : thumbAngle < THUMB_DEGREES.close
            ? "thumb_close"
            : null,
    spread:
      spread > SPREAD_DEGREES.wide
        ? "spread_wide"
        : spread < SPREAD_DEGREES.close
          ? "spread_close"
          : null,
    lead:
      indexToRing > INDEX_TO_RING.indexLonger
        ? "index_longer"
        : indexToRing < INDEX_TO_RING.ringLonger
          ? "ring_longer"
          : "index_ring_equal",
  };
}

/** The traits of a hand, the most telling first. */
export function traitsOf(measures: HandMeasures): MeasuredTrait[] {
  const { palm, fingers, thumb, spread, lead } = aspectsOf(measures);
  return [palm, fingers, thumb, spread, lead].filter((trait) => trait !== null);
}

const elements: Readonly<Record<string, Element>> = {
  "palm_square fingers_short": "earth",
  "palm_square fingers_long": "air",
  "palm_long fingers_short": "fire",
  "palm_long fingers_long": "water",
};

/** The element that palm and fingers make together; undefined for a hand in between. */
export function elementOf(traits: readonly Trait[]): Element | undefined {
  const palm = traits.find((trait) => trait.startsWith("palm_"));
  const fingers = traits.find((trait) => trait.startsWith("fingers_"));
  return elements[`${palm ?? ""} ${fingers ?? ""}`];
}
