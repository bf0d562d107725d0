import type { Point } from "./image.ts";
import {
  COARSE,
  type Course,
  courseAlong,
  FINE,
  type Grain,
  type PalmSkin,
  scoreStrip,
  type StripRules,
  type Trace,
  traceStrip,
} from "./line-strip.ts";
import { poseTemplate, type Pose, resample, TEMPLATE_STEP } from "./line-templates.ts";
import { FAINTEST, type LineKey } from "./palm-lines.ts";

export type LineTraces = Readonly<Record<LineKey, Trace>>;

/** The lines of a palm, and how much speaks for them together. */
export type TracedPalm = {
  readonly traces: Readonly<Record<MainLine, Trace>>;
  readonly pose: Pose;
  /** Sum of the three main lines' scores, less what their pose costs. */
  readonly total: number;
};

const mainLines = ["heart", "head", "life"] as const;
type MainLine = (typeof mainLines)[number];

export const lineRules: Readonly<Record<LineKey, StripRules>> = {
  heart: { reach: 0.14, spread: 0.1, fromRoots: 0.1 },
  head: { reach: 0.14, spread: 0.1, fromRoots: 0.14 },
  life: { reach: 0.14, spread: 0.1, fromRoots: 0.14 },
  fate: { reach: 0.14, spread: 0.08, fromRoots: 0.14 },
};

/** Two lines are no nearer to each other than that, palm widths. */
const APART = 0.045;

/** Of the head line: so much of it may run together with the life line at their beginnings. */
const JOINED = 0.3;

const range = (least: number, most: number, step: number) =>
  Array.from({ length: Math.round((most - least) / step) + 1 }, (_, i) => least + i * step);

const coarse: readonly Pose[] = range(-0.12, 0.3, 0.07).flatMap((dy) =>
  [0.65, 0.85, 1.05, 1.25].flatMap((stretch) =>
    [-0.2, 0, 0.2].flatMap((turn) => [-0.05, 0.05].map((dx) => ({ dx, dy, stretch, turn }))),
  ),
);

type Courses = Readonly<Record<MainLine, Course>>;

/** Where a line is expected to run on a palm that lies so. */
export const courseOf = (key: LineKey, pose: Pose, grain: Grain): Course =>
  courseAlong(poseTemplate(key, pose, grain.step), grain);

const coursesOf = (pose: Pose, grain: Grain): Courses => ({
  heart: courseOf("heart", pose, grain),
  head: courseOf("head", pose, grain),
  life: courseOf("life", pose, grain),
});

const coarseCourses = coarse.map((pose) => {
  const courses = coursesOf(pose, COARSE);
  return mainLines.map((key) => ({ course: courses[key], rules: lineRules[key] }));
});

/** A pose that is unusual has to be paid for by lines that are seen better. */
function costOf({ dx, dy, stretch, turn }: Pose): number {
  return (
    0.1 *
    ((dy / (dy < 0 ? 0.08 : 0.12)) ** 2 +
      ((stretch - 1) / 0.2) ** 2 +
      (turn / 0.2) ** 2 +
      (dx / 0.06) ** 2)
  );
}

/** A pose at which a closer look is worthwhile, the likelier the greater its promise. */
export type Promising = { readonly pose: Pose; readonly promise: number };

/** As many poses of a palm are looked at closely. */
const MOST_POSES = 4;

/** The likeliest poses of a palm by a quick look at each line alone, the best first. */
export function promisingPoses(skin: PalmSkin): Promising[] {
  return coarse
    .map((pose, i) => ({ pose, promise: sumAlone(skin, coarseCourses[i] ?? []) - costOf(pose) }))
    .sort((one, other) => other.promise - one.promise)
    .slice(0, MOST_POSES);
}

function sumAlone(skin: PalmSkin, lines: (typeof coarseCourses)[number]): number {
  return lines.reduce((sum, { course, rules }) => sum + scoreStrip(skin, course, rules), 0);
}

/** Looks for the three main lines of a palm together, near the poses that are given. */
export function traceMainLines(skin: PalmSkin, poses: readonly Pose[]): TracedPalm | undefined {
  let best = search(skin, poses, undefined);
  for (const share of [0.5, 0.25]) {
    if (best) best = search(skin, posesNear(best.pose, share), best);
  }
  return best;
}

/** Poses a little to each side of one. */
export function posesNear(pose: Pose, share: number): Pose[] {
  return [
    { ...pose, dy: pose.dy - 0.07 * share },
    { ...pose, dy: pose.dy + 0.07 * share },
    { ...pose, dx: pose.dx - 0.1 * share },
    { ...pose, dx: pose.dx + 0.1 * share },
    { ...pose, turn: pose.turn - 0.2 * share },
    { ...pose, turn: pose.turn + 0.2 * share },
    { ...pose, stretch: pose.stretch - 0.2 * share },
    { ...pose, stretch: pose.stretch + 0.2 * share },
  ];
}

/** The best of the poses, if any is better than what is known. */
function search(
  skin: PalmSkin,
  poses: readonly Pose[],
  known: TracedPalm | undefined,
): TracedPalm | undefined {
  let best = known;
  for (const pose of poses) {
    const courses = coursesOf(pose, FINE);
    const free = {
      heart: traceStrip(skin, courses.heart, lineRules.heart),
      head: traceStrip(skin, courses.head, lineRules.head),
      life: traceStrip(skin, courses.life, lineRules.life),
    };
    // Lines that keep out of each other's way are never seen better than each alone.
    const bound = free.heart.score + free.head.score + free.life.score - costOf(pose);
    if (best && bound <= best.total) continue;
    const { traces, total } = traceTogether(skin, courses, free);
    if (!best || total - costOf(pose) > best.total) {
      best = { traces, pose, total: total - costOf(pose) };
    }
  }
  return best;
}

/** Lets each line keep out of the others' way, whichever of heart and head comes first. */
function traceTogether(skin: PalmSkin, courses: Courses, free: Record<MainLine, Trace>) {
  let best: { traces: Record<MainLine, Trace>; total: number } | undefined;
  for (const [one, other] of [
    ["heart", "head"],
    ["head", "heart"],
  ] as const) {
    const pair = { [one]: free[one] } as Record<"heart" | "head", Trace>;
    const taken = new Float32Array(skin.volume.size ** 2);
    markTaken(taken, skin, seenPoints(free[one]));
    pair[other] = retraceIfTaken(skin, courses[other], free[other], lineRules[other], taken);
    const takenFromLife = new Float32Array(taken.length);
    markTaken(takenFromLife, skin, seenPoints(pair.heart));
    markTaken(takenFromLife, skin, seenPoints(pair.head, JOINED));
    const life = retraceIfTaken(skin, courses.life, free.life, lineRules.life, takenFromLife);
    const total = pair.heart.score + pair.head.score + life.score - layoutCost({ ...pair, life });
    if (!best || total > best.total) best = { traces: { ...pair, life }, total };
  }
  return best ?? { traces: free, total: 0 };
}

/** Head and life line begin close to each other: from this on their distance costs, palm widths. */
const MOST_GAP = 0.12;

/** The heart line runs so far above the head line at least, palm widths. */
const HEART_ABOVE_HEAD = 0.08;

/** What it costs when lines do not lie to each other as they do on palms. */
function layoutCost({ heart, head, life }: Record<MainLine, Trace>): number {
  const [headStart, lifeStart] = [head.points[head.from], life.points[life.from]];
  const gap =
    headStart && lifeStart
      ? Math.hypot(headStart.x - lifeStart.x, headStart.y - lifeStart.y)
      : MOST_GAP;
  let [short, count] = [0, 0];
  for (const point of seenPoints(head)) {
    const above = seenPoints(heart).find(({ x }) => Math.abs(x - point.x) < 0.02);
    if (!above) continue;
    count += 1;
    short += Math.max(0, HEART_ABOVE_HEAD - (point.y - above.y));
  }
  const crossing = count > 0 ? short / count / HEART_ABOVE_HEAD : 0;
  return Math.min(1, Math.max(0, gap - MOST_GAP) / 0.2) * 0.5 + Math.min(1.5, crossing);
}

/** A life line that makes room for the fate line keeps so much of what is to be seen of it. */
const KEPT_LIFE = 0.75;

/**
 * Looks for the fate line too. Where it runs beside the life line, one path may have taken the better half of each:
 * then the life line is traced anew, when more is to be seen of both together and the fate line would be shown.
 */
export function withFateLine(
  skin: PalmSkin,
  palm: TracedPalm,
): { readonly palm: TracedPalm; readonly fate: Trace } {
  const { traces, pose, total } = palm;
  const { heart, head, life } = traces;
  const taken = new Float32Array(skin.volume.size ** 2);
  markTaken(taken, skin, seenPoints(heart));
  const takenFromLife = taken.slice();
  markTaken(taken, skin, seenPoints(head));
  markTaken(takenFromLife, skin, seenPoints(head, JOINED));

  const courses = { life: courseOf("life", pose, FINE), fate: courseOf("fate", pose, FINE) };
  const first = traceStrip(skin, courses.fate, lineRules.fate, taken);
  markTaken(taken, skin, seenPoints(life));
  const after = traceStrip(skin, courses.fate, lineRules.fate, taken);
  if (first.score < FAINTEST) return { palm, fate: after };

  markTaken(takenFromLife, skin, seenPoints(first));
  const beside = traceStrip(skin, courses.life, lineRules.life, takenFromLife);
  const isBetter =
    beside.score + first.score > life.score + after.score && beside.score > KEPT_LIFE * life.score;
  if (!isBetter) return { palm, fate: after };
  return {
    palm: { traces: { heart, head, life: beside }, pose, total: total + beside.score - life.score },
    fate: first,
  };
}

function retraceIfTaken(
  skin: PalmSkin,
  course: Course,
  free: Trace,
  own: StripRules,
  taken: Float32Array,
): Trace {
  const isTaken = seenPoints(free).some((point) => (taken[pixelAt(skin, point)] ?? 0) > 0);
  return isTaken ? traceStrip(skin, course, own, taken) : free;
}

/** The part of a line that is seen, without a share of its beginning. */
export function seenPoints({ points, from, to }: Trace, without = 0): readonly Point[] {
  return points.slice(from + Math.round(without * (to - from)), to);
}

export function pixelAt({ volume, origin, across, down }: PalmSkin, { x, y }: Point): number {
  const column = Math.round(origin.x + x * across.x + y * down.x);
  const row = Math.round(origin.y + x * across.y + y * down.y);
  const isIn = column >= 0 && row >= 0 && column < volume.size && row < volume.size;
  return isIn ? row * volume.size + column : -1;
}

/** Marks the neighbourhood of a line as belonging to it. */
export function markTaken(
  taken: Float32Array,
  skin: PalmSkin,
  points: readonly Point[],
  apart = APART,
): void {
  const { size } = skin.volume;
  const radius = apart * Math.hypot(skin.across.x, skin.across.y);
  for (const point of resample(points, TEMPLATE_STEP)) {
    const pixel = pixelAt(skin, point);
    if (pixel < 0) continue;
    const [column, row] = [pixel % size, Math.floor(pixel / size)];
    const reach = Math.ceil(radius);
    for (let y = Math.max(0, row - reach); y <= Math.min(size - 1, row + reach); y += 1) {
      for (let x = Math.max(0, column - reach); x <= Math.min(size - 1, column + reach); x += 1) {
        const share = 1 - ((x - column) ** 2 + (y - row) ** 2) / radius ** 2;
        const at = y * size + x;
        if (share > (taken[at] ?? 0)) taken[at] = share;
      }
    }
  }
}
