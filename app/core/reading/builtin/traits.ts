import type { HandMeasures } from "../../palm/hand-measures.ts";

/**
 * What a measured hand is like, in the words of tradition. Each trait is a rule of the catalogues
 * (rules.en.ts, rules.hi.ts).
 */
export type Trait =
  | "palm_long"
  | "palm_square"
  | "palm_between"
  | "fingers_long"
  | "fingers_short"
  | "fingers_between"
  | "index_longer"
  | "ring_longer"
  | "index_ring_equal"
  | "spread_wide"
  | "spread_close"
  | "thumb_open"
  | "thumb_close"
  | "palm_open"
  | "fingers_closed";

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

/** The traits of a hand, the most telling first. */
export function traitsOf(measures: HandMeasures): Trait[] {
  const { palmRatio, fingerRatio, indexToRing, spread, thumbAngle } = measures;
  return [
    palmRatio > PALM.long ? "palm_long" : palmRatio < PALM.square ? "palm_square" : "palm_between",
    fingerRatio > FINGERS.long
      ? "fingers_long"
      : fingerRatio < FINGERS.short
        ? "fingers_short"
        : "fingers_between",
    ...(thumbAngle === null
      ? []
      : thumbAngle > THUMB_DEGREES.open
        ? (["thumb_open"] as const)
        : thumbAngle < THUMB_DEGREES.close
          ? (["thumb_close"] as const)
          : []),
    ...(spread > SPREAD_DEGREES.wide
      ? (["spread_wide"] as const)
      : spread < SPREAD_DEGREES.close
        ? (["spread_close"] as const)
        : []),
    indexToRing > INDEX_TO_RING.indexLonger
      ? "index_longer"
      : indexToRing < INDEX_TO_RING.ringLonger
        ? "ring_longer"
        : "index_ring_equal",
  ];
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
