import type { HandFrame } from "./hand-frame.ts";
import type { Point } from "./image.ts";

/** Proportions of a hand; lengths are compared with each other only, so they have no unit. */
export type HandMeasures = {
  /** Length of the palm ÷ its width. */
  readonly palmRatio: number;
  /** Middle finger ÷ length of the palm. */
  readonly fingerRatio: number;
  /** Index finger ÷ ring finger. */
  readonly indexToRing: number;
  /** Mean angle between neighbouring fingers, degrees. */
  readonly spread: number;
  /** Angle between thumb and index finger, degrees; null when the thumb was not found. */
  readonly thumbAngle: number | null;
};

/** From where fingers are told apart well enough for their lengths to be told. */
const SURE = { quality: 0.6, indexToRing: { least: 0.75, most: 1.3 } };

const DEGREES = 180 / Math.PI;

/** The hand's proportions; null unless all four fingers were found whole. */
export function measureHand(frame: HandFrame): HandMeasures | null {
  const [index, middle, ring, little] = frame.fingers;
  if (!index || !middle || !ring || !little || frame.quality < SURE.quality) return null;
  if (frame.fingers.some(({ tipIsOnFrame }) => tipIsOnFrame)) return null;
  const indexToRing = index.length / ring.length;
  if (indexToRing < SURE.indexToRing.least || indexToRing > SURE.indexToRing.most) return null;

  const { radius } = frame.circle;
  const palmLength = frame.rootHeight + radius;
  const gaps = [
    angleBetween(index.direction, middle.direction),
    angleBetween(middle.direction, ring.direction),
    angleBetween(ring.direction, little.direction),
  ];
  return {
    palmRatio: palmLength / (2 * radius),
    fingerRatio: middle.length / palmLength,
    indexToRing,
    spread: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
    thumbAngle: frame.thumb ? angleBetween(frame.thumb.direction, index.direction) : null,
  };
}

function angleBetween(one: Point, other: Point): number {
  return Math.acos(Math.min(1, Math.max(-1, one.x * other.x + one.y * other.y))) * DEGREES;
}
