import type { FoundHand, HandSearch } from "./find-hand.ts";

/** What a second hand has to be, so that folds of cloth and faces are not taken for one. */
const SECOND = { quality: 0.6, score: 0.45, apart: 2.2, size: 1.7 };

/** True when a second open hand, whole and of about the same size, is elsewhere in the picture. */
export function showsSeveralHands({ open }: Pick<HandSearch, "open">): boolean {
  const [best, ...others] = open;
  if (!best?.frame) return false;
  return others.some(
    (other) =>
      other.frame?.fingers.length === 4 &&
      other.frame.quality >= SECOND.quality &&
      other.score >= SECOND.score &&
      isElsewhere(best, other, SECOND.apart) &&
      Math.abs(Math.log(best.circle.radius / other.circle.radius)) < Math.log(SECOND.size),
  );
}

/** True when two palms' centres are so many radii from each other. */
export function isElsewhere(one: FoundHand, other: FoundHand, radii: number): boolean {
  const apart = Math.hypot(one.circle.x - other.circle.x, one.circle.y - other.circle.y);
  return apart > radii * Math.max(one.circle.radius, other.circle.radius);
}
