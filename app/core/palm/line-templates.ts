import type { Point } from "./image.ts";
import type { LineKey } from "./palm-lines.ts";

/**
 * Where each line usually runs, in the palm's frame, from where it begins. Means over hands; each palm's own lines
 * are looked for round them.
 */
const templates: Readonly<Record<LineKey, readonly (readonly [number, number])[]>> = {
  heart: [
    [-0.44, 0.45],
    [-0.3, 0.42],
    [-0.18, 0.37],
    [-0.07, 0.32],
    [0.03, 0.26],
    [0.12, 0.2],
    [0.2, 0.12],
  ],
  head: [
    [0.4, 0.22],
    [0.28, 0.25],
    [0.18, 0.29],
    [0.08, 0.35],
    [-0.02, 0.43],
    [-0.12, 0.53],
    [-0.2, 0.62],
  ],
  life: [
    [0.4, 0.25],
    [0.3, 0.29],
    [0.22, 0.35],
    [0.15, 0.45],
    [0.11, 0.57],
    [0.09, 0.69],
    [0.07, 0.81],
    [0.04, 0.92],
  ],
  fate: [
    [-0.04, 0.86],
    [-0.02, 0.74],
    [0, 0.62],
    [0.03, 0.5],
    [0.05, 0.38],
  ],
};

/** How much the palm may lie otherwise than its frame says: moved, stretched along the hand, turned. */
export type Pose = {
  readonly dx: number;
  readonly dy: number;
  readonly stretch: number;
  readonly turn: number;
};

/** Round this height of the palm poses turn and stretch. */
const PIVOT = 0.35;

/** Between the points of a template, palm widths. */
export const TEMPLATE_STEP = 0.02;

/** The template in a pose, as points at equal distances. */
export function poseTemplate(
  key: LineKey,
  { dx, dy, stretch, turn }: Pose,
  step = TEMPLATE_STEP,
): Point[] {
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return resample(
    templates[key].map(([x, y]) => {
      const down = (y - PIVOT) * stretch;
      return { x: cos * x - sin * down + dx, y: PIVOT + sin * x + cos * down + dy };
    }),
    step,
  );
}

/** Points at equal distances along a polyline, its ends included as far as the step allows. */
export function resample(points: readonly Point[], step: number): Point[] {
  const [first] = points;
  if (!first) return [];
  const result = [first];
  let rest = step;
  for (let i = 1; i < points.length; i += 1) {
    const [from, to] = [points[i - 1] ?? first, points[i] ?? first];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    let along = rest;
    for (; along <= length; along += step) {
      const share = along / length;
      result.push({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
    }
    rest = along - length;
  }
  return result;
}
