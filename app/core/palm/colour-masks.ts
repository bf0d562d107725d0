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
    centres.forEach((centre, k) => {
      flat.set(centre, k * 5);
    });
    const hasChanged = assign(features, flat, labels, used);
    if (round > 0 && !hasChanged) break;
    meansOf(features, labels, groups).forEach((mean, k) => {
      if (mean) centres[k] = mean;
    });
  }
  return { labels, centres };
}

/** Gives each place the label of the nearest centre. Tells whether any has another than before. */
function assign(
  features: Float32Array,
  centres: Float32Array,
  labels: Uint8Array,
  used: 3 | 5,
): boolean {
  let hasChanged = false;
  for (let i = 0, at = 0; i < labels.length; i += 1, at += 5) {
    // Written out, because this is most of what grouping costs.
    const lightness = features[at] ?? 0;
    const redGreen = features[at + 1] ?? 0;
    const blueYellow = features[at + 2] ?? 0;
    const x = features[at + 3] ?? 0;
    const y = features[at + 4] ?? 0;
    let best = Infinity;
    let label = 0;
    for (let k = 0, of = 0; of < centres.length; k += 1, of += 5) {
      const dl = lightness - (centres[of] ?? 0);
      const da = redGreen - (centres[of + 1] ?? 0);
      const db = blueYellow - (centres[of + 2] ?? 0);
      let distance = dl * dl + da * da + db * db;
      if (used === 5) {
        const dx = x - (centres[of + 3] ?? 0);
        const dy = y - (centres[of + 4] ?? 0);
        distance = distance + dx * dx + dy * dy;
      }
      if (distance < best) {
        best = distance;
        label = k;
      }
    }
    if (labels[i] !== label) {
      hasChanged = true;
      labels[i] = label;
    }
  }
  return hasChanged;
}

/** The middle of each group; undefined for one without members. */
function meansOf(features: Float32Array, labels: Uint8Array, groups: number) {
  const sums = new Float64Array(groups * 5);
  const members = new Int32Array(groups);
  for (let i = 0, at = 0; i < labels.length; i += 1, at += 5) {
    const label = labels[i] ?? 0;
    const to = label * 5;
    members[label] = (members[label] ?? 0) + 1;
    for (let d = 0; d < 5; d += 1) sums[to + d] = (sums[to + d] ?? 0) + (features[at + d] ?? 0);
  }
  return Array.from(members, (count, k) =>
    count === 0
      ? undefined
      : Float32Array.from(sums.subarray(k * 5, k * 5 + 5), (sum) => sum / count),
  );
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
