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
  };
}

/** How paths are looked for across the expected course. */
export type StripRules = {
  /** To each side, in steps of `OFFSET_STEP`. */
  readonly reach: number;
  /** Straying as much as that costs half a point of `PRIOR`, palm widths. */
  readonly spread: number;
};

const OFFSET_STEP = 0.01;

/** A path shifts by up to so many offsets from one step to the next. */
const SHIFT = 2;
const SHIFT_COST = 0.35;
const PRIOR = 0.65;

/** No place is more of a line than that, so that one black spot does not make one. */
const MOST_STRENGTH = 4;

/** From this strength on a place speaks for a line rather than against it. */
export const LINE_STRENGTH = 1.2;

/**
 * Looks for a line near its expected course.
 *
 * @param avoid 0–1 for every pixel of the patch: how much of it belongs to another line already
 */
export function traceStrip(
  skin: PalmSkin,
  course: readonly Point[],
  rules: StripRules,
  avoid?: Float32Array,
): Trace {
  const { volume, origin, across, down } = skin;
  const { size, values } = volume;
  const count = size * size;
  const steps = course.length;
  const offsets = 2 * rules.reach + 1;
  const shifts = 2 * SHIFT + 1;
  const gains = new Float32Array(steps * offsets * shifts);
  const strengths = new Float32Array(gains.length);
  const penalties = Float32Array.from(
    { length: offsets },
    (_, i) => PRIOR * 0.5 * (((i - rules.reach) * OFFSET_STEP) / rules.spread) ** 2,
  );
  const normals = normalsOf(course);
  const planes = new Int32Array(shifts);

  for (let step = 0; step < steps; step += 1) {
    const at = course[step] ?? origin;
    const normal = normals[step] ?? origin;
    for (let shift = -SHIFT; shift <= SHIFT; shift += 1) {
      const x = normal.y * TEMPLATE_STEP + normal.x * shift * OFFSET_STEP;
      const y = -normal.x * TEMPLATE_STEP + normal.y * shift * OFFSET_STEP;
      const angle = Math.atan2(x * across.y + y * down.y, x * across.x + y * down.x);
      const direction = Math.round((angle / Math.PI) * DIRECTIONS + 2 * DIRECTIONS) % DIRECTIONS;
      planes[shift + SHIFT] = direction * count;
    }
    for (let i = 0; i < offsets; i += 1) {
      const offset = (i - rules.reach) * OFFSET_STEP;
      const x = at.x + normal.x * offset;
      const y = at.y + normal.y * offset;
      const column = Math.round(origin.x + x * across.x + y * down.x);
      const row = Math.round(origin.y + x * across.y + y * down.y);
      const isIn = column >= 0 && row >= 0 && column < size && row < size;
      const pixel = row * size + column;
      const free = isIn ? 1 - (avoid?.[pixel] ?? 0) : 0;
      const penalty = penalties[i] ?? 0;
      const to = (step * offsets + i) * shifts;
      for (let k = 0; k < shifts; k += 1) {
        const strength =
          free > 0 ? free * Math.min(MOST_STRENGTH, values[(planes[k] ?? 0) + pixel] ?? 0) : 0;
        strengths[to + k] = strength;
        gains[to + k] = strength - SHIFT_COST * (k - SHIFT) ** 2 - penalty;
      }
    }
  }

  const { path } = findBestPath({ steps, offsets, reach: SHIFT, gains });
  const found = new Float32Array(steps);
  const lost = new Float32Array(steps);
  const points: Point[] = [];
  for (let step = 0; step < steps; step += 1) {
    const i = path[step] ?? 0;
    const shift = step === 0 ? 0 : i - (path[step - 1] ?? 0);
    found[step] = strengths[(step * offsets + i) * shifts + shift + SHIFT] ?? 0;
    lost[step] = penalties[i] ?? 0;
    const offset = (i - rules.reach) * OFFSET_STEP;
    const at = course[step] ?? origin;
    const normal = normals[step] ?? origin;
    points.push({ x: at.x + normal.x * offset, y: at.y + normal.y * offset });
  }
  return { points: smoothTwice(points), strengths: found, ...visiblePart(found, lost) };
}

/** The stretch in which strengths exceed what speaks for a line by most. */
function visiblePart(
  strengths: Float32Array,
  penalties: Float32Array,
): { from: number; to: number; score: number } {
  let [from, to, most] = [0, 0, 0];
  let [start, sum] = [0, 0];
  for (let i = 0; i < strengths.length; i += 1) {
    sum += (strengths[i] ?? 0) - LINE_STRENGTH;
    if (sum <= 0) {
      sum = 0;
      start = i + 1;
    } else if (sum > most) {
      [from, to, most] = [start, i + 1, sum];
    }
  }
  let lost = 0;
  for (let i = from; i < to; i += 1) lost += penalties[i] ?? 0;
  return { from, to, score: (most - lost) * TEMPLATE_STEP };
}

/** Unit vectors to the left of the way, so that (normal.y, −normal.x) goes along it. */
export function normalsOf(course: readonly Point[]): Point[] {
  return course.map((point, i) => {
    const before = course[Math.max(0, i - 1)] ?? point;
    const after = course[Math.min(course.length - 1, i + 1)] ?? point;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    return { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
  });
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
