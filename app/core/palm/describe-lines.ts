import type { Point, RgbImage } from "./image.ts";
import type { Trace } from "./line-strip.ts";
import { TEMPLATE_STEP } from "./line-templates.ts";
import { type PalmFrame, toPicture } from "./palm-frame.ts";
import {
  FAINTEST,
  type LineGrade,
  lineKeys,
  type PalmLines,
  type TracedLine,
} from "./palm-lines.ts";
import type { PalmTracing } from "./trace-palm.ts";

/**
 * From which score on a line is clear, or faint. A clear one also stands out from its rival, the best of folds and
 * noise in its place, and is on a palm whose lines and fingers speak for it: otherwise the palm itself may be misplaced
 * (docs/builtin-reader.md).
 */
const GRADES = { clear: 1.35, faint: FAINTEST, overRival: 1.6, palm: 3.6, frame: 0.48 };

/** An interruption is at least that long, palm widths, and no more of a line than bare skin. */
const BREAK = { length: 0.06, strength: 0.8 };

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

/** What is told of the lines that were traced. */
export function describeLines(
  { traces, rivals, palm, hypothesis }: Omit<PalmTracing, "skin" | "evidence">,
  frame: PalmFrame,
  image: Pick<RgbImage, "width" | "height">,
): PalmLines {
  const isWellFramed = (hypothesis.handFrame?.quality ?? 1) >= GRADES.frame;
  const [heart, head, life, fate] = lineKeys.map((key) => {
    const grade = gradeOf(traces[key].score, rivals[key], isWellFramed ? palm.total : 0);
    return describeLine(traces[key], grade, frame, image);
  });
  const lines = {
    heart: heart ?? unseen,
    head: head ?? unseen,
    life: life ?? unseen,
    fate: fate ?? unseen,
  };
  const [headStart, lifeStart] = [lines.head.start, lines.life.start];
  return {
    ...lines,
    headLifeGap:
      headStart && lifeStart
        ? round(Math.hypot(headStart.x - lifeStart.x, headStart.y - lifeStart.y))
        : null,
  };
}

function describeLine(
  trace: Trace,
  grade: LineGrade,
  frame: PalmFrame,
  { width, height }: Pick<RgbImage, "width" | "height">,
): TracedLine {
  const course = trace.points.slice(trace.from, trace.to);
  const [start, end] = [course[0], course.at(-1)];
  if (grade === "none" || !start || !end) return { ...unseen, score: round(trace.score) };
  return {
    grade,
    points: course.map((point) => {
      const { x, y } = toPicture(frame, point);
      return { x: round(clamp(x / width)), y: round(clamp(y / height)) };
    }),
    score: round(trace.score),
    length: round(lengthOf(course)),
    curvature: round(curvatureOf(course)),
    breaks: breaksOf(trace),
    start: { x: round(start.x), y: round(start.y) },
    end: { x: round(end.x), y: round(end.y) },
  };
}

export function gradeOf(score: number, rival: number, total: number): LineGrade {
  if (score < GRADES.faint) return "none";
  const standsOut = score >= GRADES.clear && score >= GRADES.overRival * rival;
  return standsOut && total >= GRADES.palm ? "clear" : "faint";
}

export function lengthOf(course: readonly Point[]): number {
  let length = 0;
  course.forEach((point, i) => {
    const before = course[i - 1];
    if (before) length += Math.hypot(point.x - before.x, point.y - before.y);
  });
  return length;
}

/** Greatest distance from the straight way between the ends, in lengths of that way. */
function curvatureOf(course: readonly Point[]): number {
  const [start, end] = [course[0], course.at(-1)];
  if (!start || !end) return 0;
  const chord = Math.hypot(end.x - start.x, end.y - start.y);
  if (chord === 0) return 0;
  const distances = course.map(
    ({ x, y }) =>
      Math.abs((end.x - start.x) * (y - start.y) - (end.y - start.y) * (x - start.x)) / chord,
  );
  return Math.max(...distances) / chord;
}

function breaksOf({ strengths, from, to }: Trace): number {
  let breaks = 0;
  let run = 0;
  for (let i = from; i < to; i += 1) {
    const isBare = (strengths[i] ?? 0) < BREAK.strength;
    run = isBare ? run + 1 : 0;
    if (run === Math.round(BREAK.length / TEMPLATE_STEP)) breaks += 1;
  }
  return breaks;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Four digits: finer than any photo. */
const round = (value: number) => Math.round(value * 10_000) / 10_000;
