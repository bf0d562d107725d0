import type { PalmLines, TracedLine } from "#core/palm/palm-lines.ts";
import type { ReadablePalm } from "#core/reading/seen-palm.ts";

const line = (change: Partial<TracedLine> = {}): TracedLine => ({
  grade: "clear",
  points: [
    { x: 0.3, y: 0.4 },
    { x: 0.6, y: 0.45 },
  ],
  score: 2,
  length: 0.74,
  curvature: 0.08,
  breaks: 0,
  start: { x: -0.4, y: 0.2 },
  end: { x: 0.16, y: 0.1 },
  ...change,
});

/** Lines as they are traced on a good photo: three of them seen, one unsure, one missing. */
export const tracedLines: PalmLines = {
  heart: line(),
  head: line({ grade: "faint", curvature: 0.03, breaks: 2, end: { x: -0.1, y: 0.5 } }),
  life: line({ curvature: 0.3, length: 1.04, end: { x: 0.1, y: 0.9 } }),
  fate: line({ grade: "none", points: [], start: null, end: null }),
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

/** For tests that need a photo's number more than a palm: sees one everywhere, in no time. */
export async function lookTrusting(): Promise<ReadablePalm["sight"]> {
  return trustedSight;
}
