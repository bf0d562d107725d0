import { FINE, type PalmSkin, traceStrip } from "./line-strip.ts";
import { type LineKey, lineKeys } from "./palm-lines.ts";
import {
  courseOf,
  type LineTraces,
  lineRules,
  markTaken,
  posesNear,
  seenPoints,
  type TracedPalm,
} from "./trace-lines.ts";

/** Rivals keep so far from the lines that were found, palm widths. */
const APART = 0.06;

/**
 * The scores of the best lines there would be in place of those that were found: what folds, wrinkles and noise of
 * this very skin come to. A line that is hardly better than its rival may be one of them itself.
 */
export function findRivals(
  skin: PalmSkin,
  traces: LineTraces,
  { pose }: TracedPalm,
): Readonly<Record<LineKey, number>> {
  const taken = new Float32Array(skin.volume.size ** 2);
  for (const key of lineKeys) markTaken(taken, skin, seenPoints(traces[key]), APART);
  const poses = [pose, ...posesNear(pose, 1)];
  const best = (key: LineKey) =>
    Math.max(
      ...poses.map(
        (near) => traceStrip(skin, courseOf(key, near, FINE), lineRules[key], taken).score,
      ),
    );
  return { heart: best("heart"), head: best("head"), life: best("life"), fate: best("fate") };
}
