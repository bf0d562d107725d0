import type { Mask } from "./image.ts";
import type { LabImage } from "./lab.ts";

/** How much a difference in lightness and in colour counts against the background. */
const weightings = [
  { lightness: 0.4, colour: 1.6 },
  { lightness: 0.1, colour: 2.6 },
  { lightness: 1, colour: 1 },
];

const thresholds = [0.55, 0.75, 1, 1.3];

/** Differences beyond this are taken for the hand itself while the background is fitted. */
const OUTLIER = 40;

/**
 * Whatever differs from a smooth background: each channel is a quadratic of the place, fitted to the strip
 * along the frame. Finds hands that no group of colours covers.
 */
export function* backgroundMasks(lab: LabImage): Generator<Mask, undefined> {
  const { width, height } = lab;
  const strip = stripOf(lab);
  const residuals = [lab.L, lab.a, lab.b].map((channel) =>
    subtractBackground(channel, width, height, strip),
  );
  const [dL = last, da = last, db = last] = residuals;
  for (const { lightness, colour } of weightings) {
    const difference = new Float32Array(width * height);
    for (let i = 0; i < difference.length; i += 1) {
      difference[i] = Math.sqrt(
        lightness * (dL[i] ?? 0) ** 2 + colour * ((da[i] ?? 0) ** 2 + (db[i] ?? 0) ** 2),
      );
    }
    const smooth = meanOf3By3(difference, width, height);
    const otsu = otsuThreshold(smooth);
    for (const factor of thresholds) {
      const inside = new Uint8Array(smooth.length);
      for (let i = 0; i < inside.length; i += 1) {
        inside[i] = (smooth[i] ?? 0) > otsu * factor ? 1 : 0;
      }
      yield { width, height, inside };
    }
  }
}

const last = new Float32Array(0);

/** The channel minus the quadratic that fits the strip along the frame, with outliers weighed down in six rounds. */
function subtractBackground(
  channel: Float32Array,
  width: number,
  height: number,
  strip: readonly number[],
): Float32Array {
  const terms = (at: number): number[] => {
    const x = (at % width) / width - 0.5;
    const y = Math.floor(at / width) / height - 0.5;
    return [1, x, y, x * x, x * y, y * y];
  };
  const rows = strip.map(terms);
  const weights = new Float64Array(strip.length).fill(1);
  let fit: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    fit = leastSquares(
      rows,
      strip.map((at) => channel[at] ?? 0),
      weights,
    );
    strip.forEach((at, i) => {
      const error = Math.abs((channel[at] ?? 0) - dot(fit, rows[i] ?? []));
      weights[i] = 1 / (1 + (error * error) / OUTLIER);
    });
  }
  return channel.map((value, at) => value - dot(fit, terms(at)));
}

/** Of each side of the frame, so much at both ends counts as its corners. */
const CORNER = 0.2;

/**
 * The frame's strip of 5 %; of one side only the corners, because the wrist comes in somewhere: of that whose middle
 * differs most from all corners.
 */
function stripOf({ width, height, L, a, b }: LabImage): number[] {
  const depth = Math.max(2, Math.round(0.05 * Math.min(width, height)));
  const corners: number[] = [];
  const middles: [number[], number[], number[], number[]] = [[], [], [], []];
  const isCorner = (at: number, length: number) =>
    at < CORNER * length || at >= (1 - CORNER) * length;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [x < depth, x >= width - depth];
      const [top, bottom] = [y < depth, y >= height - depth];
      if (!left && !right && !top && !bottom) continue;
      const isAlongRow = top || bottom;
      const isMiddle = isAlongRow ? !isCorner(x, width) : !isCorner(y, height);
      const place = y * width + x;
      if (isMiddle) middles[top ? 0 : bottom ? 1 : left ? 2 : 3].push(place);
      else corners.push(place);
    }
  }
  const mean = (channel: Float32Array, places: readonly number[]) =>
    places.reduce((sum, at) => sum + (channel[at] ?? 0), 0) / Math.max(1, places.length);
  const differences = middles.map((places) =>
    places.length === 0
      ? 0
      : Math.hypot(
          mean(L, places) - mean(L, corners),
          mean(a, places) - mean(a, corners),
          mean(b, places) - mean(b, corners),
        ),
  );
  const wrist = differences.indexOf(Math.max(...differences));
  return [...corners, ...middles.filter((_, side) => side !== wrist).flat()];
}

/** Weighted least squares by the normal equations; six unknowns, well scaled. */
function leastSquares(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  weights: Float64Array,
): number[] {
  const size = 6;
  const matrix = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  rows.forEach((row, i) => {
    const weight = weights[i] ?? 0;
    for (let r = 0; r < size; r += 1) {
      const line = matrix[r] ?? [];
      const weighted = weight * (row[r] ?? 0);
      for (let c = 0; c < size; c += 1) line[c] = (line[c] ?? 0) + weighted * (row[c] ?? 0);
      line[size] = (line[size] ?? 0) + weighted * (values[i] ?? 0);
    }
  });
  return solve(matrix);
}

/** Gauss–Jordan with pivots; `matrix` has the right-hand side as its last column and is used up. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0))
        pivot = row;
    }
    const top = matrix[pivot] ?? [];
    matrix[pivot] = matrix[column] ?? [];
    matrix[column] = top;
    const divisor = top[column] ?? 0;
    // A picture of one colour has no unique fit; any will do.
    if (Math.abs(divisor) < 1e-9) continue;
    for (let c = column; c <= size; c += 1) top[c] = (top[c] ?? 0) / divisor;
    for (let row = 0; row < size; row += 1) {
      const line = matrix[row] ?? [];
      const factor = line[column] ?? 0;
      if (row === column || factor === 0) continue;
      for (let c = column; c <= size; c += 1) line[c] = (line[c] ?? 0) - factor * (top[c] ?? 0);
    }
  }
  return matrix.map((line) => line[size] ?? 0);
}

function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += (one[i] ?? 0) * (other[i] ?? 0);
  return sum;
}

function meanOf3By3(values: Float32Array, width: number, height: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      let count = 0;
      for (let sy = Math.max(0, y - 1); sy <= Math.min(height - 1, y + 1); sy += 1) {
        for (let sx = Math.max(0, x - 1); sx <= Math.min(width - 1, x + 1); sx += 1) {
          sum += values[sy * width + sx] ?? 0;
          count += 1;
        }
      }
      result[y * width + x] = sum / count;
    }
  }
  return result;
}

/** Otsu's threshold (1979): where the two halves of the histogram differ most. */
function otsuThreshold(values: Float32Array): number {
  const bins = 128;
  const most = values.reduce((a, b) => Math.max(a, b), 1e-6);
  const histogram = new Float64Array(bins);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value / most) * bins));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  const total = values.length;
  let sum = 0;
  histogram.forEach((count, bin) => (sum += count * bin));
  let below = 0;
  let sumBelow = 0;
  let best = 0;
  let threshold = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    below += histogram[bin] ?? 0;
    sumBelow += (histogram[bin] ?? 0) * bin;
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) {
      best = between;
      threshold = bin;
    }
  }
  return ((threshold + 0.5) / bins) * most;
}
