import { blurInside, PATCH_SCALE, type SkinPatch } from "./skin-patch.ts";

/** How much each place of a patch looks like a dark line, by the line's direction. */
export type RidgeVolume = {
  readonly size: number;
  /**
   * Pixel after pixel, each with its `DIRECTIONS` values, for directions of `i × π / DIRECTIONS`: whoever asks for
   * several of one pixel finds them together. 1 is what bare skin reaches.
   */
  readonly values: Float32Array;
  /** What of each pixel is known. */
  readonly grounds: Uint8Array;
};

/** Nothing of the hand; hand, but so near to its outline that no line can be told from it; hand where lines are looked for. */
export const GROUND = { none: 0, edge: 1, inner: 2 } as const;

/** Told apart over half a turn. */
export const DIRECTIONS = 16;

/** Half-widths of the lines that are looked for, palm widths. */
const WIDTHS = [0.0105, 0.0175];

/** A line goes on for so many palm widths to both sides of each of its points. */
const HALF_LENGTH = 0.047;

/** How much a step from light to dark, which has one side only, is held against a place. */
const STEP_PENALTY = 0.35;

/** Finds dark valleys in a patch, in every direction. */
export function findRidges({ size, relief, skin }: SkinPatch): RidgeVolume {
  const count = size * size;
  const planes = new Float32Array(DIRECTIONS * count);
  const places = placesWithin(skin, size);
  const response = new Float32Array(count);
  const reach = Math.round(HALF_LENGTH * PATCH_SCALE);
  for (const width of WIDTHS) {
    const sigma = width * PATCH_SCALE;
    const smooth = gaussian(relief, size, sigma);
    for (let direction = 0; direction < DIRECTIONS; direction += 1) {
      const angle = (direction * Math.PI) / DIRECTIONS;
      const along = { x: Math.cos(angle), y: Math.sin(angle) };
      valleys(smooth, size, places, along, sigma, response);
      const plane = planes.subarray(direction * count, (direction + 1) * count);
      meanAlong(response, size, places, along, reach, plane);
    }
  }
  const noise = medianOfStrongest(planes, places, count) + 0.02;
  const values = new Float32Array(planes.length);
  for (const at of places) {
    for (let direction = 0; direction < DIRECTIONS; direction += 1) {
      values[at * DIRECTIONS + direction] = (planes[direction * count + at] ?? 0) / noise;
    }
  }
  const grounds = Uint8Array.from(skin, (isSkin) => (isSkin ? GROUND.edge : GROUND.none));
  for (const at of places) grounds[at] = GROUND.inner;
  return { size, values, grounds };
}

/** Places well within the skin, so that no outline is taken for a line. */
function placesWithin(skin: Uint8Array, size: number): Int32Array {
  const all = new Uint8Array(skin.length).fill(1);
  const share = blurInside(Float32Array.from(skin), all, size, 3);
  const places: number[] = [];
  const border = 8;
  for (let y = border; y < size - border; y += 1) {
    for (let x = border; x < size - border; x += 1) {
      if ((share[y * size + x] ?? 0) >= 0.93) places.push(y * size + x);
    }
  }
  return Int32Array.from(places);
}

/** Across the direction: dark between two lighter sides. */
function valleys(
  smooth: Float32Array,
  size: number,
  places: Int32Array,
  along: { x: number; y: number },
  sigma: number,
  to: Float32Array,
): void {
  to.fill(0);
  const [nx, ny] = [-along.y, along.x];
  for (const at of places) {
    const here = smooth[at] ?? 0;
    const left = smooth[at - 1] ?? 0;
    const right = smooth[at + 1] ?? 0;
    const above = smooth[at - size] ?? 0;
    const below = smooth[at + size] ?? 0;
    const xx = left + right - 2 * here;
    const yy = above + below - 2 * here;
    const xy =
      ((smooth[at + size + 1] ?? 0) +
        (smooth[at - size - 1] ?? 0) -
        (smooth[at + size - 1] ?? 0) -
        (smooth[at - size + 1] ?? 0)) /
      4;
    const bend = xx * nx * nx + 2 * xy * nx * ny + yy * ny * ny;
    const slope = (nx * (right - left) + ny * (below - above)) / 2;
    const value = sigma * sigma * bend - STEP_PENALTY * sigma * Math.abs(slope);
    to[at] = Math.max(-0.25, Math.min(1.2, value));
  }
}

/** Keeps in `to` whichever is more: what is there, or the mean along the direction. */
function meanAlong(
  response: Float32Array,
  size: number,
  places: Int32Array,
  along: { x: number; y: number },
  reach: number,
  to: Float32Array,
): void {
  const steps: number[] = [];
  for (let step = -reach; step <= reach; step += 1) {
    steps.push(Math.round(step * along.y) * size + Math.round(step * along.x));
  }
  const offsets = Int32Array.from(steps);
  for (const at of places) {
    let sum = 0;
    for (let i = 0; i < offsets.length; i += 1) sum += response[at + (offsets[i] ?? 0)] ?? 0;
    const mean = sum / offsets.length;
    if (mean > (to[at] ?? 0)) to[at] = mean;
  }
}

function medianOfStrongest(planes: Float32Array, places: Int32Array, count: number): number {
  const strongest = new Float32Array(places.length);
  places.forEach((at, i) => {
    let most = 0;
    for (let direction = 0; direction < DIRECTIONS; direction += 1) {
      most = Math.max(most, planes[direction * count + at] ?? 0);
    }
    strongest[i] = most;
  });
  return strongest.sort()[strongest.length >> 1] ?? 0;
}

/** Gaussian by two passes; the patch's edge is repeated. */
function gaussian(values: Float32Array, size: number, sigma: number): Float32Array {
  const radius = Math.ceil(3 * sigma);
  const weights = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const half = new Float32Array(values.length);
  const whole = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += size) {
    for (let x = 0; x < size; x += 1) {
      let sum = 0;
      for (let k = -radius; k <= radius; k += 1) {
        const place = Math.max(0, Math.min(size - 1, x + k));
        sum += (weights[k + radius] ?? 0) * (values[row + place] ?? 0);
      }
      half[row + x] = sum / total;
    }
  }
  const sums = new Float64Array(size);
  for (let y = 0; y < size; y += 1) {
    sums.fill(0);
    for (let k = -radius; k <= radius; k += 1) {
      const row = Math.max(0, Math.min(size - 1, y + k)) * size;
      const weight = weights[k + radius] ?? 0;
      for (let x = 0; x < size; x += 1) sums[x] = (sums[x] ?? 0) + weight * (half[row + x] ?? 0);
    }
    for (let x = 0; x < size; x += 1) whole[y * size + x] = (sums[x] ?? 0) / total;
  }
  return whole;
}
