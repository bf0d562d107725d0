import type { Hand } from "../photos/photo.ts";
import type { ClosedHand } from "./closed-hand.ts";
import type { FoundHand } from "./find-hand.ts";
import type { HandFrame } from "./hand-frame.ts";
import { frameOf, palmOfHand, type PalmFrame } from "./palm-frame.ts";

/** One way in which the palm may lie in the picture, before its lines have been looked at. */
export type PalmHypothesis = {
  readonly frame: PalmFrame;
  readonly hand: FoundHand;
  /** Its fingers; undefined when they are held together. */
  readonly handFrame: HandFrame | undefined;
  /** How likely it is by the hand's outline, as a logarithm. */
  readonly prior: number;
};

/** As many are traced; each costs time. */
const MOST = 7;

/** What the fingers' and the outline's likeness to a hand count beside the lines. */
const WEIGHTS = { quality: 1.6, score: 0.8, declared: 1 };

/** The likeliest ways in which a palm lies in the picture, by the hands that were found. */
export function palmHypotheses(
  hands: readonly FoundHand[],
  declared: Hand | undefined,
): PalmHypothesis[] {
  const all = hands.flatMap((hand) =>
    hand.frames.map((handFrame) => {
      const frame = palmOfHand(handFrame, hand.scale);
      return {
        frame,
        hand,
        handFrame,
        prior:
          WEIGHTS.quality * Math.log(handFrame.quality) +
          WEIGHTS.score * Math.log(Math.max(1e-3, hand.score)) +
          declaredPrior(frame, declared),
      };
    }),
  );
  all.sort((one, other) => other.prior - one.prior);
  const kept: PalmHypothesis[] = [];
  for (const hypothesis of all) {
    if (kept.length === MOST) break;
    if (!kept.some(({ frame }) => areAlike(frame, hypothesis.frame))) kept.push(hypothesis);
  }
  return kept;
}

/** How far the finger roots are from the middle of a closed hand's palm, palm widths. */
const CLOSED_ROOTS = 0.6;

/** Of closed hands alike: so many are looked at closer. */
const MOST_CLOSED = 3;

/** The ways in which a palm with its fingers together may lie: nothing but the lines tells where the thumb is. */
export function closedHypotheses(
  hands: readonly { readonly hand: FoundHand; readonly closed: ClosedHand }[],
  declared: Hand | undefined,
): PalmHypothesis[] {
  return hands.slice(0, MOST_CLOSED).flatMap(({ hand, closed }) => {
    const { centre, up, palmWidth } = closed;
    const roots = {
      x: (centre.x + up.x * CLOSED_ROOTS * palmWidth) * hand.scale,
      y: (centre.y + up.y * CLOSED_ROOTS * palmWidth) * hand.scale,
    };
    return ([1, -1] as const).map((thumbSide) => {
      const frame = frameOf(roots, up, palmWidth * hand.scale, thumbSide);
      return { frame, hand, handFrame: undefined, prior: declaredPrior(frame, declared) };
    });
  });
}

/** The palm of the declared hand is likelier; the lines may know better. */
export function declaredPrior({ thumbSide }: PalmFrame, declared: Hand | undefined): number {
  if (!declared) return 0;
  return (thumbSide === 1) === (declared === "right") ? WEIGHTS.declared : -WEIGHTS.declared;
}

function areAlike(one: PalmFrame, other: PalmFrame): boolean {
  const apart = Math.hypot(one.origin.x - other.origin.x, one.origin.y - other.origin.y);
  return (
    one.thumbSide === other.thumbSide &&
    apart < 0.1 * one.width &&
    Math.abs(Math.log(one.width / other.width)) < 0.12 &&
    one.down.x * other.down.x + one.down.y * other.down.y > 0.99
  );
}
