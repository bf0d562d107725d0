import { type ClosedHand, recogniseClosedHand } from "./closed-hand.ts";
import type { FoundHand } from "./find-hand.ts";
import type { RgbImage } from "./image.ts";

/** An outline in which a closed hand was recognised. */
export type ClosedOutline = { readonly hand: FoundHand; readonly closed: ClosedHand };

/** One outline may look like a closed hand by chance; so many, and such a share of all, do not agree on one. */
const LEAST = { score: 0.15, outlines: 4, share: 0.4 };

/** From the palm's middle to the finger tips, palm widths. */
const REACH = { least: 0.9, most: 1.35 };

/** Outlines agree when their palms are so near to each other, in radii, and point as far the same way, as a cosine. */
const AGREED = { apart: 0.6, cosine: 0.9 };

/** The outlines that agree most on where a closed hand is and how it lies, the best first; undefined when few do. */
export function findClosedHand(
  image: RgbImage,
  candidates: readonly FoundHand[],
): readonly ClosedOutline[] | undefined {
  if ((candidates[0]?.score ?? 0) < LEAST.score || candidates.length < LEAST.outlines) {
    return undefined;
  }
  const recognised = candidates.flatMap((hand): ClosedOutline[] => {
    const closed = recogniseClosedHand(image, hand);
    const isHand = closed && closed.reach >= REACH.least && closed.reach <= REACH.most;
    return isHand ? [{ hand, closed }] : [];
  });
  let agreed: readonly ClosedOutline[] = [];
  for (const one of recognised) {
    const like = recognised.filter((other) => agree(one, other));
    if (like.length > agreed.length) agreed = like;
  }
  return agreed.length >= LEAST.share * candidates.length ? agreed : undefined;
}

function agree(one: ClosedOutline, { closed: { centre, up } }: ClosedOutline): boolean {
  const { closed, hand } = one;
  const apart = Math.hypot(closed.centre.x - centre.x, closed.centre.y - centre.y);
  return (
    apart < AGREED.apart * hand.circle.radius &&
    closed.up.x * up.x + closed.up.y * up.y > AGREED.cosine
  );
}
