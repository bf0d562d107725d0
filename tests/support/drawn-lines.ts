import type { LineGrade, LineKey, PalmLines, TracedLine } from "#core/palm/palm-lines.ts";

type Course = readonly (readonly [x: number, y: number])[];

/** A right palm's lines, as shares of an upright photo. */
const courses: Record<LineKey, Course> = {
  heart: [
    [0.24, 0.5],
    [0.4, 0.52],
    [0.52, 0.49],
    [0.6, 0.42],
  ],
  head: [
    [0.7, 0.54],
    [0.55, 0.57],
    [0.4, 0.62],
    [0.3, 0.67],
  ],
  life: [
    [0.7, 0.55],
    [0.58, 0.62],
    [0.53, 0.72],
    [0.56, 0.86],
  ],
  fate: [
    [0.46, 0.87],
    [0.45, 0.72],
    [0.47, 0.56],
  ],
};

/** What the tracer may say of a palm; name the grades that the test is about. */
export function drawnLines(grades: Partial<Record<LineKey, LineGrade>> = {}): PalmLines {
  const line = (key: LineKey): TracedLine => {
    const grade = grades[key] ?? "clear";
    const points = grade === "none" ? [] : courses[key].map(([x, y]) => ({ x, y }));
    return {
      grade,
      points,
      score: grade === "none" ? 0 : 3,
      length: grade === "none" ? 0 : 0.8,
      curvature: 0.1,
      breaks: 0,
      start: grade === "none" ? null : { x: 0.3, y: 0.2 },
      end: grade === "none" ? null : { x: -0.3, y: 0.4 },
    };
  };
  return {
    heart: line("heart"),
    head: line("head"),
    life: line("life"),
    fate: line("fate"),
    headLifeGap: 0.02,
  };
}
