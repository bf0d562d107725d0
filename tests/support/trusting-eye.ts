import type { PalmLines, TracedLine } from "#core/palm/palm-lines.ts";
import type { ReadablePalm } from "#core/reading/seen-palm.ts";

/** Where the palm lies in a square photo, and how wide it is there. */
const PALM = { x: 0.5, y: 0.45, width: 0.17 };

type PointInPalm = { readonly x: number; readonly y: number };

const inPhoto = ({ x, y }: PointInPalm) => ({
  x: PALM.x + x * PALM.width,
  y: PALM.y + y * PALM.width,
});

const line = (
  start: PointInPalm,
  end: PointInPalm,
  change: Partial<TracedLine> = {},
): TracedLine => ({
  grade: "clear",
  points: [inPhoto(start), inPhoto(end)],
  score: 2,
  length: 0.74,
  curvature: 0.08,
  breaks: 0,
  start,
  end,
  ...change,
});

/** Lines as they are traced on a good photo: three of them seen, one unsure, one missing. */
export const tracedLines: PalmLines = {
  heart: line({ x: -0.4, y: 0.2 }, { x: 0.16, y: 0.1 }),
  head: line(
    { x: 0.45, y: 0.4 },
    { x: -0.1, y: 0.5 },
    { grade: "faint", curvature: 0.03, breaks: 2 },
  ),
  life: line({ x: 0.45, y: 0.42 }, { x: 0.1, y: 0.9 }, { curvature: 0.3, length: 1.04 }),
  fate: {
    ...line({ x: 0, y: 0 }, { x: 0, y: 1 }),
    grade: "none",
    points: [],
    start: null,
    end: null,
  },
  headLifeGap: 0.03,
};

/** What it sees on every photo. */
export const trustedSight: ReadablePalm["sight"] = {
  kind: "seen",
  seems: "left",
  notes: [],
  measures: {
    palmRatio: 1.051,
    fingerRatio: 0.82,
    indexToRing: 0.98,
    spread: 11.4,
    thumbAngle: 48,
  },
  lines: tracedLines,
};

/**
 * For tests that need a photo's number more than a palm: sees one everywhere, in no time. Without lines, so that small
 * photos travel whole.
 */
export async function lookTrusting(): Promise<ReadablePalm["sight"]> {
  return { ...trustedSight, lines: null };
}
