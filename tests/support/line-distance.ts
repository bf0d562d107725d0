import type { Point } from "#core/palm/image.ts";
import { resample } from "#core/palm/line-templates.ts";

/** Between points at which lines are compared, of the same unit as the points. */
const STEP = 0.01;

/** Mean distance of two courses from each other, both ways; infinite when one of them is empty. */
export function lineDistance(one: readonly Point[], other: readonly Point[]): number {
  if (one.length === 0 || other.length === 0) return Infinity;
  const [a, b] = [resample(one, STEP), resample(other, STEP)];
  return (meanDistance(a, b) + meanDistance(b, a)) / 2;
}

function meanDistance(from: readonly Point[], to: readonly Point[]): number {
  let sum = 0;
  for (const { x, y } of from) {
    let least = Infinity;
    for (const other of to) least = Math.min(least, (other.x - x) ** 2 + (other.y - y) ** 2);
    sum += Math.sqrt(least);
  }
  return sum / from.length;
}
