import type { Mask } from "./image.ts";
import type { LabImage } from "./lab.ts";

/**
 * How colours are grouped: weight of lightness, of place, of red–green, and the number of groups. No one choice
 * finds every hand, so several are tried and the best hand wins.
 */
const groupings = [
  { lightness: 0.5, place: 0, redGreen: 1.2, groups: 7 },
  { lightness: 0.9, place: 0, redGreen: 1.2, groups: 7 },
  { lightness: 0.25, place: 0, redGreen: 2.2, groups: 6 },
  { lightness: 0.5, place: 0.18, redGreen: 1.2, groups: 8 },
];

const BLUE_YELLOW = 1.2;

/** Groups farther apart than this are not of one skin. */
const MAX_DISTANCE = 45;

const ROUNDS = 10;

/** Every group of like colours, and every union of two or three of them that could be one skin. */
export function* colourMasks(lab: LabImage): Generator<Mask, undefined> {
  for (const grouping of groupings) {
    const { labels, centres } = group(lab, grouping);
    for (const union of unions(centres)) yield select(lab, labels, union);
  }
}

type Grouping = (typeof groupings)[number];

function group(lab: LabImage, { lightness, place, redGreen, groups }: Grouping) {
  const { width, height, L, a, b } = lab;
  const count = width * height;
  const features = new Float32Array(count * 5);
  for (let i = 0; i < count; i += 1) {
    features[i * 5] = lightness * (L[i] ?? 0);
    features[i * 5 + 1] = redGreen * (a[i] ?? 0);
    features[i * 5 + 2] = BLUE_YELLOW * (b[i] ?? 0);
    features[i * 5 + 3] = (place * 100 * (i % width)) / width;
    features[i * 5 + 4] = (place * 100 * Math.floor(i / width)) / height;
  }
  return kMeans(features, count, groups, place === 0 ? 3 : 5);
}

/**
 * k-means with k-means++ beginnings and a fixed seed: the same photo gives the same groups.
 *
 * @param used 3 when place does not count
 */
function kMeans(features: Float32Array, count: number, groups: number, used: 3 | 5) {
  const random = createRandom(7);
  const centres: Float32Array[] = [];
  const nearest = new Float32Array(count).fill(Infinity);
  const at = (i: number) => features.subarray(i * 5, i * 5 + 5);

  centres.push(at(Math.floor(random() * count)).slice());
  while (centres.length < groups) {
    const last = centres.at(-1) ?? new Float32Array(5);
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      nearest[i] = Math.min(nearest[i] ?? 0, squaredDistance(features, i * 5, last, 0, used));
      total += nearest[i] ?? 0;
    }
    let rest = random() * total;
    let chosen = 0;
    while (chosen < count - 1 && (rest -= nearest[chosen] ?? 0) > 0) chosen += 1;
    centres.push(at(chosen).slice());
  }

  const labels = new Uint8Array(count);
  const flat = new Float32Array(groups * 5);
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = centres.map(() => new Float64Array(6));
    centres.forEach((centre, k) => {
      flat.set(centre, k * 5);
    });
    let hasChanged = round === 0;
    for (let i = 0; i < count; i += 1) {
      let best = Infinity;
      let label = 0;
      for (let k = 0; k < groups; k += 1) {
        const distance = squaredDistance(features, i * 5, flat, k * 5, used);
        if (distance < best) {
          best = distance;
          label = k;
        }
      }
      if (labels[i] !== label) hasChanged = true;
      labels[i] = label;
      const sum = sums[label];
      if (!sum) continue;
      for (let d = 0; d < 5; d += 1) sum[d] = (sum[d] ?? 0) + (features[i * 5 + d] ?? 0);
      sum[5] = (sum[5] ?? 0) + 1;
    }
    if (!hasChanged) break;
    sums.forEach((sum, k) => {
      const members = sum[5] ?? 0;
      if (members > 0)
        centres[k] = Float32Array.from(sum.subarray(0, 5), (value) => value / members);
    });
  }
  return { labels, centres };
}

const last0 = new Float32Array(5);

function squaredDistance(
  features: Float32Array,
  offset: number,
  centres: Float32Array,
  centreOffset = 0,
  used: 3 | 5 = 5,
): number {
  // Written out, because a loop over so few takes twice as long.
  const lightness = (features[offset] ?? 0) - (centres[centreOffset] ?? 0);
  const redGreen = (features[offset + 1] ?? 0) - (centres[centreOffset + 1] ?? 0);
  const blueYellow = (features[offset + 2] ?? 0) - (centres[centreOffset + 2] ?? 0);
  const colour = lightness * lightness + redGreen * redGreen + blueYellow * blueYellow;
  if (used === 3) return colour;
  const x = (features[offset + 3] ?? 0) - (centres[centreOffset + 3] ?? 0);
  const y = (features[offset + 4] ?? 0) - (centres[centreOffset + 4] ?? 0);
  return colour + x * x + y * y;
}

function* unions(centres: readonly Float32Array[]): Generator<readonly number[], undefined> {
  const areClose = (one: number, other: number) =>
    squaredDistance(centres[one] ?? last0, 0, centres[other] ?? last0) < MAX_DISTANCE ** 2;
  for (let i = 0; i < centres.length; i += 1) {
    yield [i];
    for (let j = i + 1; j < centres.length; j += 1) {
      if (!areClose(i, j)) continue;
      yield [i, j];
      for (let k = j + 1; k < centres.length; k += 1) {
        if (areClose(i, k) && areClose(j, k)) yield [i, j, k];
      }
    }
  }
}

function select({ width, height }: LabImage, labels: Uint8Array, union: readonly number[]): Mask {
  const isIn = new Uint8Array(256);
  for (const label of union) isIn[label] = 1;
  const inside = new Uint8Array(labels.length);
  for (let i = 0; i < inside.length; i += 1) inside[i] = isIn[labels[i] ?? 0] ?? 0;
  return { width, height, inside };
}

/** Numerical Recipes' linear congruential generator: what matters is that it is always the same. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
