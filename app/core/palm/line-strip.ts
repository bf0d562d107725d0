import { findBestPath } from "./best-path.ts";
import type { Point } from "./image.ts";
import { TEMPLATE_STEP } from "./line-templates.ts";
import type { PalmFrame } from "./palm-frame.ts";
import { DIRECTIONS, type RidgeVolume } from "./ridge-volume.ts";
import type { SkinPatch } from "./skin-patch.ts";

/** A line as the best way through the ridges near a course that was expected, in the palm's frame. */
export type Trace = {
  /** From where the line begins, palm widths, at about equal distances. */
  readonly points: readonly Point[];
  /** How much of a line each point is; 1 is what bare skin reaches. */
  readonly strengths: Float32Array;
  /** The part that can be seen, `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** How much there is to be seen of it, less how far it strays from the expected course; palm widths × strength. */
  readonly score: number;
};

/** A patch's ridges as a palm that lies in it sees them. */
export type PalmSkin = {
  readonly volume: RidgeVolume;
  /** Of the patch, pixels: where the palm's frame begins, and its axes of one palm width. */
  readonly origin: Point;
  readonly across: Point;
  readonly down: Point;
  /** Where `across` points to in the patch, radians, and −1 when the palm lies in it mirrored, or else +1. */
  readonly turn: number;
  readonly side: 1 | -1;
};

export function palmSkin(frame: PalmFrame, patch: SkinPatch, volume: RidgeVolume): PalmSkin {
  const width = frame.width / patch.scale;
  return {
    volume,
    origin: {
      x: (frame.origin.x - patch.corner.x) / patch.scale - 0.5,
      y: (frame.origin.y - patch.corner.y) / patch.scale - 0.5,
    },
    across: { x: frame.across.x * width, y: frame.across.y * width },
    down: { x: frame.down.x * width, y: frame.down.y * width },
    turn: Math.atan2(frame.across.y, frame.across.x),
    side: frame.thumbSide,
  };
}

/** How paths are looked for across the expected course. */
export type StripRules = {
  /** To each side, palm widths. */
  readonly reach: number;
  /** How far a line of that kind usually strays, palm widths. */
  readonly spread: number;
  /** So close to the finger roots it does not run, palm widths: there are folds of their own. */
  readonly fromRoots: number;
};

/** From where folds of the finger roots count for nothing to where they are no more, palm widths. */
const ROOT_FOLDS = 0.06;

/** How finely is looked: along the course, and across it; a path shifts by up to `shift` from step to step. */
export type Grain = { readonly step: number; readonly offset: number; readonly shift: number };

export const FINE: Grain = { step: TEMPLATE_STEP, offset: 0.01, shift: 2 };

/** Tells poses apart that are worth a closer look; seven times faster. */
export const COARSE: Grain = { step: 2 * TEMPLATE_STEP, offset: 0.02, shift: 2 };

/** What straying costs, of a line's strength: the course's slope against the expected one, and its distance. */
const SLOPE_COST = 1.4;
const PRIOR = 0.65;

/** No place is more of a line than that, so that one black spot does not make one. */
const MOST_STRENGTH = 4;

/** From this strength on a place speaks for a line rather than against it. */
export const LINE_STRENGTH = 1.2;

/** Used again and again: there are thousands of strips in a search. */
let gains = new Float32Array(0);
let lost = new Float32Array(0);
let spareStrengths = new Float32Array(0);

/** What straying costs, by rules and grain; there are a handful of both. */
const costs = new WeakMap<StripRules, WeakMap<Grain, Costs>>();

type Costs = {
  /** By the place across the course. */
  readonly penalties: Float32Array;
  /** By the shift from one step to the next. */
  readonly slopes: Float32Array;
};

function costsOf(rules: StripRules, grain: Grain): Costs {
  const known = costs.get(rules)?.get(grain);
  if (known) return known;
  const half = Math.round(rules.reach / grain.offset);
  const found = {
    penalties: Float32Array.from(
      { length: 2 * half + 1 },
      (_, i) => PRIOR * 0.5 * (((i - half) * grain.offset) / rules.spread) ** 2,
    ),
    slopes: Float32Array.from(
      { length: 2 * grain.shift + 1 },
      (_, k) => SLOPE_COST * (((k - grain.shift) * grain.offset) / grain.step) ** 2,
    ),
  };
  const ofRules = costs.get(rules) ?? new WeakMap<Grain, Costs>();
  costs.set(rules, ofRules.set(grain, found));
  return found;
}

/** Where a line is expected to run, in the palm's frame, with what is asked of it again and again. */
export type Course = {
  readonly grain: Grain;
  /** At the grain's step. */
  readonly points: readonly Point[];
  /** Unit vectors to the left of the way, so that (normal.y, −normal.x) goes along it. */
  readonly normals: readonly Point[];
  /** For each point and each shift by which a path may go on from it: where to, radians. */
  readonly headings: Float64Array;
};

/** @param points at the grain's step */
export function courseAlong(points: readonly Point[], grain: Grain): Course {
  const normals = normalsOf(points);
  const shifts = 2 * grain.shift + 1;
  const headings = new Float64Array(points.length * shifts);
  normals.forEach((normal, step) => {
    const along = Math.atan2(-normal.x, normal.y);
    for (let k = 0; k < shifts; k += 1) {
      const aside = (k - grain.shift) * grain.offset;
      headings[step * shifts + k] = along + Math.atan2(aside, grain.step);
    }
  });
  return { grain, points, normals, headings };
}

function normalsOf(points: readonly Point[]): Point[] {
  return points.map((point, i) => {
    const before = points[Math.max(0, i - 1)] ?? point;
    const after = points[Math.min(points.length - 1, i + 1)] ?? point;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    return { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
  });
}

/**
 * Looks for a line near its expected course.
 *
 * @param avoid 0–1 for every pixel of the patch: how much of it belongs to another line already
 */
export function traceStrip(
  skin: PalmSkin,
  course: Course,
  rules: StripRules,
  avoid?: Float32Array,
): Trace {
  const { grain } = course;
  const path = findPath(skin, course, rules, avoid);
  const half = Math.round(rules.reach / grain.offset);
  const points = course.points.map((at, step) => {
    const aside = ((path[step] ?? 0) - half) * grain.offset;
    const normal = course.normals[step] ?? at;
    return { x: at.x + normal.x * aside, y: at.y + normal.y * aside };
  });
  const strengths = new Float32Array(path.length);
  findStrengths(path, rules, grain, strengths);
  return {
    points: smoothTwice(points),
    strengths,
    ...visiblePart(strengths, path.length, grain.step),
  };
}

/** The score alone of what `traceStrip` would find: for looks that are many. */
export function scoreStrip(skin: PalmSkin, course: Course, rules: StripRules): number {
  const { grain } = course;
  const path = findPath(skin, course, rules);
  if (spareStrengths.length < path.length) spareStrengths = new Float32Array(path.length);
  findStrengths(path, rules, grain, spareStrengths);
  return visiblePart(spareStrengths, path.length, grain.step).score;
}

/** Fills in `gains` and finds the best way through them. */
function findPath(
  skin: PalmSkin,
  { grain, points, normals, headings }: Course,
  rules: StripRules,
  avoid?: Float32Array,
): Int16Array {
  const { volume, origin, across, down, turn, side } = skin;
  const { size, values } = volume;
  const steps = points.length;
  const half = Math.round(rules.reach / grain.offset);
  const offsets = 2 * half + 1;
  const shifts = 2 * grain.shift + 1;
  if (gains.length < steps * offsets * shifts) gains = new Float32Array(steps * offsets * shifts);
  const { penalties, slopes } = costsOf(rules, grain);
  const directions = new Int32Array(shifts);

  for (let step = 0; step < steps; step += 1) {
    const at = points[step] ?? origin;
    const normal = normals[step] ?? origin;
    for (let k = 0; k < shifts; k += 1) {
      const angle = turn + side * (headings[step * shifts + k] ?? 0);
      directions[k] = Math.round((angle / Math.PI) * DIRECTIONS + 8 * DIRECTIONS) % DIRECTIONS;
    }
    for (let i = 0; i < offsets; i += 1) {
      const aside = (i - half) * grain.offset;
      const x = at.x + normal.x * aside;
      const y = at.y + normal.y * aside;
      const column = Math.round(origin.x + x * across.x + y * down.x);
      const row = Math.round(origin.y + x * across.y + y * down.y);
      const isIn = column >= 0 && row >= 0 && column < size && row < size;
      const pixel = row * size + column;
      const fromRoots = Math.max(0, Math.min(1, (y - rules.fromRoots) / ROOT_FOLDS + 1));
      const free = !isIn ? 0 : avoid ? fromRoots * (1 - (avoid[pixel] ?? 0)) : fromRoots;
      const penalty = penalties[i] ?? 0;
      const to = (step * offsets + i) * shifts;
      for (let k = 0; k < shifts; k += 1) {
        const strength = isIn ? (values[pixel * DIRECTIONS + (directions[k] ?? 0)] ?? 0) : 0;
        gains[to + k] =
          free * (strength < MOST_STRENGTH ? strength : MOST_STRENGTH) - (slopes[k] ?? 0) - penalty;
      }
    }
  }

  return findBestPath({ steps, offsets, reach: grain.shift, gains }).path;
}

/** How much of a line each point of a path is that was just found, and, in `lost`, what its straying costs. */
function findStrengths(
  path: Int16Array,
  rules: StripRules,
  grain: Grain,
  strengths: Float32Array,
): void {
  const { penalties, slopes } = costsOf(rules, grain);
  const steps = path.length;
  const offsets = penalties.length;
  const shifts = slopes.length;
  if (lost.length < steps) lost = new Float32Array(steps);
  for (let step = 0; step < steps; step += 1) {
    const i = path[step] ?? 0;
    const k = (step === 0 ? 0 : i - (path[step - 1] ?? 0)) + grain.shift;
    const penalty = penalties[i] ?? 0;
    strengths[step] = (gains[(step * offsets + i) * shifts + k] ?? 0) + (slopes[k] ?? 0) + penalty;
    lost[step] = penalty;
  }
}

/** The stretch in which strengths exceed what speaks for a line by most, of the path that was just found. */
function visiblePart(
  strengths: Float32Array,
  steps: number,
  step: number,
): { from: number; to: number; score: number } {
  let [from, to, most] = [0, 0, 0];
  let [start, sum] = [0, 0];
  for (let i = 0; i < steps; i += 1) {
    sum += (strengths[i] ?? 0) - LINE_STRENGTH;
    if (sum <= 0) {
      sum = 0;
      start = i + 1;
    } else if (sum > most) {
      [from, to, most] = [start, i + 1, sum];
    }
  }
  let cost = 0;
  for (let i = from; i < to; i += 1) cost += lost[i] ?? 0;
  return { from, to, score: (most - cost) * step };
}

function smoothTwice(points: readonly Point[]): Point[] {
  let result = [...points];
  for (let round = 0; round < 2; round += 1) {
    result = result.map((point, i) => {
      const before = result[i - 1];
      const after = result[i + 1];
      if (!before || !after) return point;
      return {
        x: (before.x + 2 * point.x + after.x) / 4,
        y: (before.y + 2 * point.y + after.y) / 4,
      };
    });
  }
  return result;
}
