import type { Hand } from "../photos/photo.ts";
import type { ClosedHand } from "./closed-hand.ts";
import type { FoundHand, HandSearch } from "./find-hand.ts";
import type { HandFrame } from "./hand-frame.ts";
import type { Mask } from "./image.ts";
import { agreedMask, fitOf } from "./palm-area.ts";
import { frameOf, palmOfHand, type PalmFrame, toPicture } from "./palm-frame.ts";

/** One way in which the palm may lie in the picture, before its lines have been looked at. */
export type PalmHypothesis = {
  readonly frame: PalmFrame;
  readonly hand: FoundHand;
  /** Where the hand is, in the picture that was searched. */
  readonly area: Mask;
  /** Its fingers; undefined when they are held together. */
  readonly handFrame: HandFrame | undefined;
  /** How likely it is by the hand's outline, as a logarithm. */
  readonly prior: number;
};

/** As many are traced; each costs time. */
const MOST = 7;

/** What the fingers' and the outline's likeness to a hand count beside the lines. */
const WEIGHTS = { quality: 1.6, score: 0.8, fit: 2, declared: 1 };

/** The likeliest ways in which a palm lies in the picture, by the hands that were found. */
export function palmHypotheses(
  { open, consensus }: Pick<HandSearch, "open" | "consensus">,
  declared: Hand | undefined,
): PalmHypothesis[] {
  const all = open.flatMap((hand) => {
    const area = agreedMask(hand, consensus);
    return hand.frames.map((handFrame) => {
      const frame = palmOfHand(handFrame, hand.scale);
      return {
        frame,
        hand,
        area,
        handFrame,
        prior:
          WEIGHTS.quality * Math.log(handFrame.quality) +
          WEIGHTS.score * Math.log(Math.max(1e-3, hand.score)) +
          WEIGHTS.fit * Math.log(Math.max(0.1, fitOf(frame, area, hand.scale))) +
          declaredPrior(frame, declared),
      };
    });
  });
  all.sort((one, other) => other.prior - one.prior);
  const kept: PalmHypothesis[] = [];
  for (const hypothesis of all) {
    if (kept.length === MOST) break;
    if (!kept.some(({ frame }) => areAlike(frame, hypothesis.frame))) kept.push(hypothesis);
  }
  return kept;
}

/** From the middle of a palm to its finger roots, and on to the tip of the middle finger, palm widths. */
const CLOSED = { roots: 0.6, finger: 0.88 };

/** A thumb that is held close widens the circle: the palm proper is narrower, and away from the thumb. */
const HELD_THUMB = { width: 0.9, aside: 0.1 };

/** Of closed hands alike: so many are looked at closer. */
const MOST_CLOSED = 3;

/** The ways in which a palm with its fingers together may lie: nothing but the lines tells where the thumb is. */
export function closedHypotheses(
  hands: readonly { readonly hand: FoundHand; readonly closed: ClosedHand }[],
  declared: Hand | undefined,
): PalmHypothesis[] {
  return hands.slice(0, MOST_CLOSED).flatMap(({ hand, closed }) => {
    const { centre, up, palmWidth, reach } = closed;
    const height = 0.5 * (CLOSED.roots + reach - CLOSED.finger);
    const roots = {
      x: (centre.x + up.x * height * palmWidth) * hand.scale,
      y: (centre.y + up.y * height * palmWidth) * hand.scale,
    };
    return ([1, -1] as const).map((thumbSide) => {
      const whole = frameOf(roots, up, palmWidth * hand.scale, thumbSide);
      const origin = toPicture(whole, { x: -HELD_THUMB.aside, y: 0 });
      const frame = { ...whole, origin, width: HELD_THUMB.width * whole.width };
      return {
        frame,
        hand,
        area: hand.mask,
        handFrame: undefined,
        prior: declaredPrior(frame, declared),
      };
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
