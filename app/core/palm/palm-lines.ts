import type { Point } from "./image.ts";

/** The lines that are looked for on a photo. */
export const lineKeys = ["heart", "head", "life", "fate"] as const;
export type LineKey = (typeof lineKeys)[number];

/** How surely a line was seen: drawn solid, drawn dashed, or not drawn at all. */
export type LineGrade = "clear" | "faint" | "none";

/**
 * A line as it was traced. Its course is told in the palm's own frame: `x` towards the thumb, `y` from the finger
 * roots towards the wrist, both in palm widths, the origin between the roots of middle and ring finger.
 */
export type TracedLine = {
  readonly grade: LineGrade;
  /** 0–1 of the upright photo's width and height, from where the line begins; empty when it was not seen. */
  readonly points: readonly Point[];
  /** How much more of a line this is than the skin elsewhere on this palm; compares lines of one photo. */
  readonly score: number;
  /** Along the line, palm widths. */
  readonly length: number;
  /** Greatest distance from the straight way between its ends, in lengths of that way. */
  readonly curvature: number;
  /** Interruptions of 0.06 palm widths and more. */
  readonly breaks: number;
  /** In the palm's frame; null when it was not seen. */
  readonly start: Point | null;
  readonly end: Point | null;
};

export type PalmLines = Readonly<Record<LineKey, TracedLine>> & {
  /** Between the beginnings of head and life line, palm widths; null unless both were seen. */
  readonly headLifeGap: number | null;
};

/** A line of which less is to be seen is not shown: its score, palm widths × strength. */
export const FAINTEST = 0.9;
