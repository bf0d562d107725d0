import { type ClosedHand, recogniseClosedHand } from "./closed-hand.ts";
import type { FoundHand } from "./find-hand.ts";
import type { RgbImage } from "./image.ts";

/** An outline in which a closed hand was recognised. */
export type ClosedOutline = { readonly hand: FoundHand; readonly closed: ClosedHand };

/** The best outline is that much like a closed hand at least. */
const LEAST_SCORE = 0.15;

/** One outline may look like a closed hand by chance; so many, and such a share of all, do not agree on one by chance. */
const LEAST_AGREED = { outlines: 4, share: 0.4 };

/** From the palm's middle to the finger tips, palm widths. */
const REACH = { least: 0.9, most: 1.35 };

/** Outlines agree when their palms are so near to each other, in radii, and point as far the same way, as a cosine. */
const AGREED = { apart: 0.6, cosine: 0.9 };

/** The outlines that agree most on where a closed hand is and how it lies, the best first; undefined when few do. */
export function findClosedHand(
  image: RgbImage,
  candidates: readonly FoundHand[],
): readonly ClosedOutline[] | undefined {
  if ((candidates[0]?.score ?? 0) < LEAST_SCORE) return undefined;
  const recognised = candidates.flatMap((hand): ClosedOutline[] => {
    const closed = recogniseClosedHand(image, hand);
    const isHand = closed && closed.reach >= REACH.least && closed.reach <= REACH.most;
    return isHand ? [{ hand, closed }] : [];
  });
  const agreed = largestAgreement(recognised);
  const isEnough =
    agreed.length >= LEAST_AGREED.outlines &&
    agreed.length >= LEAST_AGREED.share * candidates.length;
  return isEnough ? agreed : undefined;
}

/** Those that agree with one of them, of which most do; in the order in which they came. */
export function largestAgreement(outlines: readonly ClosedOutline[]): readonly ClosedOutline[] {
  let largest: readonly ClosedOutline[] = [];
  for (const { hand, closed } of outlines) {
    const { centre, up } = closed;
    const like = outlines.filter(
      ({ closed: other }) =>
        Math.hypot(other.centre.x - centre.x, other.centre.y - centre.y) <
          AGREED.apart * hand.circle.radius &&
        other.up.x * up.x + other.up.y * up.y > AGREED.cosine,
    );
    if (like.length > largest.length) largest = like;
  }
  return largest;
}
