import type { LineKey, PalmLines, TracedLine } from "#core/palm/palm-lines.ts";

/** A palm's lines as they usually run, made by hand; name only what the test is about. A line that is null was not seen. */
export function tracedLines(
  changes: Partial<Record<LineKey, Partial<TracedLine> | null>> & {
    readonly headLifeGap?: number | null;
  } = {},
): PalmLines {
  const line = (key: LineKey): TracedLine => {
    const change = changes[key];
    return change === null ? unseen : { ...usual[key], ...change };
  };
  const { headLifeGap = 0.02 } = changes;
  const [heart, head, life, fate] = [line("heart"), line("head"), line("life"), line("fate")];
  const isBoth = head.grade !== "none" && life.grade !== "none";
  return { heart, head, life, fate, headLifeGap: isBoth ? headLifeGap : null };
}

const unseen: TracedLine = {
  grade: "none",
  points: [],
  score: 0,
  length: 0,
  curvature: 0,
  breaks: 0,
  start: null,
  end: null,
};

const usual: Record<LineKey, TracedLine> = {
  heart: {
    grade: "clear",
    points: [
      { x: 0.3, y: 0.5 },
      { x: 0.45, y: 0.45 },
      { x: 0.6, y: 0.38 },
    ],
    score: 2,
    length: 0.75,
    curvature: 0.12,
    breaks: 0,
    start: { x: -0.44, y: 0.45 },
    end: { x: 0.25, y: 0.12 },
  },
  head: {
    grade: "clear",
    points: [
      { x: 0.7, y: 0.5 },
      { x: 0.5, y: 0.56 },
      { x: 0.38, y: 0.66 },
    ],
    score: 2,
    length: 0.74,
    curvature: 0.06,
    breaks: 0,
    start: { x: 0.4, y: 0.22 },
    end: { x: -0.2, y: 0.62 },
  },
  life: {
    grade: "clear",
    points: [
      { x: 0.7, y: 0.51 },
      { x: 0.57, y: 0.6 },
      { x: 0.53, y: 0.8 },
    ],
    score: 2,
    length: 0.82,
    curvature: 0.14,
    breaks: 0,
    start: { x: 0.4, y: 0.25 },
    end: { x: 0.04, y: 0.92 },
  },
  fate: {
    grade: "faint",
    points: [
      { x: 0.5, y: 0.8 },
      { x: 0.5, y: 0.5 },
    ],
    score: 1.2,
    length: 0.6,
    curvature: 0.02,
    breaks: 0,
    start: { x: -0.04, y: 0.86 },
    end: { x: 0.05, y: 0.25 },
  },
};
