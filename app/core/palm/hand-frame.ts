import type { Finger } from "./fingers.ts";
import type { Point } from "./image.ts";
import type { Circle } from "./palm-circles.ts";

/** How a hand lies in the picture, according to its fingers. */
export type HandFrame = {
  readonly circle: Circle;
  /** From the index to the little finger; three when one of them was not found. */
  readonly fingers: readonly Finger[];
  readonly thumb: Finger | undefined;
  /** Unit vector from the palm towards the finger roots. */
  readonly up: Point;
  /** +1 when the thumb is at the viewer's right with the fingers up, −1 when at the left. */
  readonly thumbSide: 1 | -1;
  /** Width of the palm across the finger roots, pixels. */
  readonly palmWidth: number;
  /** From the palm circle's centre to the middle of the finger roots, pixels. */
  readonly rootHeight: number;
  /** 0–1: how much this is like a hand. */
  readonly quality: number;
};

const DEGREES = 180 / Math.PI;

/** What it costs to have found three fingers only. */
const MISSING_FINGER = 1.9;

/** Fingers are at least that long in radii of the palm's circle, or the circle holds more than the palm. */
const SHORT_FINGERS = { length: 1.35, weight: 3 };

/** Width of the palm for the distance between the outer ones of four or three finger roots. */
const WIDTHS_OF_ROW = { 4: 1.33, 3: 1.9 };

/** Costs are sums of deviations; this turns them into 0–1. */
const toQuality = (cost: number) => Math.exp(-cost / 4.5);

/** Every way in which neighbouring fingers may be the four (or three) of a hand, the best first. */
export function findHandFrames(circle: Circle, found: readonly Finger[]): HandFrame[] {
  const long = found.filter(({ length }) => length >= 0.55 * circle.radius);
  const frames: HandFrame[] = [];
  for (const size of [4, 3]) {
    for (const chain of neighbours(long, size)) {
      const cost = costOf(chain, circle);
      if (cost === undefined) continue;
      frames.push(...withThumb(chain, cost + (size === 3 ? MISSING_FINGER : 0), circle, found));
    }
  }
  return frames.sort((one, other) => other.quality - one.quality).slice(0, 6);
}

/** Runs of `size` neighbours round the palm, also with one between them left out. */
function* neighbours(fingers: readonly Finger[], size: number): Generator<Finger[], undefined> {
  const count = fingers.length;
  if (count < size) return;
  for (let start = 0; start < count; start += 1) {
    const run = (skipped: number) => {
      const picked: Finger[] = [];
      for (let step = 0; picked.length < size && step <= size; step += 1) {
        const finger = fingers[(start + step) % count];
        if (step !== skipped && finger) picked.push(finger);
      }
      return picked;
    };
    yield run(-1);
    if (count > size) for (let skipped = 1; skipped < size; skipped += 1) yield run(skipped);
  }
}

/** How unlike the fingers of one hand these are; undefined when they cannot be. */
function costOf(chain: readonly Finger[], { x, y, radius }: Circle): number | undefined {
  const up = upOf(chain, { x, y });
  if (!up) return undefined;
  const meanWidth = mean(chain.map((finger) => finger.width));
  const meanLength = mean(chain.map((finger) => finger.length));
  let cost = 0;
  for (let i = 1; i < chain.length; i += 1) {
    const [one, other] = [chain[i - 1], chain[i]];
    if (!one || !other) return undefined;
    const gap = distance(one.base, other.base) / radius;
    const angle = Math.acos(clamp(dot(one.direction, other.direction), -1, 1)) * DEGREES;
    if (gap < 0.22 || gap > 1.05 || angle >= 55) return undefined;
    cost += 1.2 * Math.abs(gap - 0.5) + angle / 60;
  }
  for (const finger of chain) {
    const relativeWidth = finger.width / meanWidth;
    if (relativeWidth < 0.5 || relativeWidth > 1.7 || finger.length < 0.45 * meanLength) {
      return undefined;
    }
    const rootDistance = distance(finger.base, { x, y }) / radius;
    cost +=
      Math.abs(Math.log(relativeWidth)) +
      0.7 * Math.abs(Math.log(finger.length / meanLength)) +
      0.5 * Math.max(0, rootDistance - 1.9) +
      0.5 * Math.max(0, 0.85 - rootDistance) +
      (dot(finger.direction, up) < 0.25 ? 0.7 : 0);
  }
  cost +=
    SHORT_FINGERS.weight * Math.max(0, Math.log((SHORT_FINGERS.length * radius) / meanLength));
  const [first, final] = [chain[0], chain.at(-1)];
  if (!first || !final) return undefined;
  const row = unit({ x: final.base.x - first.base.x, y: final.base.y - first.base.y });
  return cost + 0.8 * Math.abs(dot(row, up));
}

/**
 * The thumb decides which end of the row is the index finger. Both ends are tried; without a thumb the shorter and
 * lower end is taken for the little finger, and the other way round stays possible.
 */
function withThumb(
  chain: readonly Finger[],
  cost: number,
  circle: Circle,
  found: readonly Finger[],
): HandFrame[] {
  const up = upOf(chain, circle);
  if (!up) return [];
  const others = found.filter((finger) => !chain.includes(finger));
  const meanWidth = mean(chain.map((finger) => finger.width));
  const ways = [chain, [...chain].reverse()].map((fingers) => ({
    fingers,
    thumb: findThumb(fingers, others, up, circle, meanWidth),
  }));

  const best = Math.min(...ways.map(({ thumb }) => thumb?.cost ?? Infinity));
  return ways.flatMap(({ fingers, thumb }) => {
    const index = fingers[0];
    const little = fingers.at(-1);
    if (!index || !little) return [];
    const isAgainstThumb = best < Infinity && thumb?.cost !== best;
    const looksReversed = best === Infinity && standsHigher(little, index, up);
    const factor = isAgainstThumb ? 0.35 : looksReversed ? 0.7 : 1;
    const seen = isAgainstThumb ? undefined : thumb;
    const quality = toQuality(cost + (seen ? 0.3 * seen.cost : 1.3)) * factor;
    return [toFrame(fingers, seen?.finger, up, circle, quality)];
  });
}

function findThumb(
  fingers: readonly Finger[],
  others: readonly Finger[],
  up: Point,
  { radius }: Circle,
  meanWidth: number,
): { finger: Finger; cost: number } | undefined {
  const index = fingers[0];
  const next = fingers[1];
  if (!index || !next) return undefined;
  const outwards = unit({ x: index.base.x - next.base.x, y: index.base.y - next.base.y });
  let best: { finger: Finger; cost: number } | undefined;
  for (const finger of others) {
    const offset = { x: finger.base.x - index.base.x, y: finger.base.y - index.base.y };
    const away = Math.hypot(offset.x, offset.y) / radius;
    const drop = -dot(offset, up) / radius;
    const side = dot(offset, outwards) / radius;
    if (away < 0.45 || away > 2.2 || drop <= 0.1) continue;
    const cost =
      0.8 * Math.abs(away - 1.2) +
      0.8 * Math.abs(drop - 0.8) +
      1.5 * Math.max(0, -0.15 - dot(finger.direction, outwards)) +
      1.2 * Math.max(0, 0.1 - side) +
      3 * Math.max(0, -dot(finger.direction, up) - 0.35) +
      0.5 * Math.abs(Math.log(finger.width / meanWidth)) +
      (finger.length < 0.55 * radius ? 0.5 : 0);
    if (cost <= 2.2 && (!best || cost < best.cost)) best = { finger, cost };
  }
  return best;
}

function standsHigher(one: Finger, other: Finger, up: Point): boolean {
  const height = (finger: Finger) => dot(finger.tip, up) + 0.5 * finger.length;
  return height(one) > height(other);
}

function toFrame(
  fingers: readonly Finger[],
  thumb: Finger | undefined,
  up: Point,
  circle: Circle,
  quality: number,
): HandFrame {
  const index = fingers[0]?.base ?? circle;
  const little = fingers.at(-1)?.base ?? circle;
  const count = fingers.length;
  const roots = mid(fingers.map(({ base }) => base));
  // Turned so that `up` points up, where is the index finger?
  const side = up.y * (little.x - index.x) - up.x * (little.y - index.y);
  return {
    circle,
    fingers,
    thumb,
    up,
    thumbSide: side > 0 ? 1 : -1,
    palmWidth: Math.sqrt(
      distance(index, little) * WIDTHS_OF_ROW[count === 4 ? 4 : 3] * 2.2 * circle.radius,
    ),
    rootHeight: dot({ x: roots.x - circle.x, y: roots.y - circle.y }, up),
    quality,
  };
}

function upOf(chain: readonly Finger[], centre: Point): Point | undefined {
  const roots = mid(chain.map(({ base }) => base));
  const towards = { x: roots.x - centre.x, y: roots.y - centre.y };
  return Math.hypot(towards.x, towards.y) < 1e-6 ? undefined : unit(towards);
}

const dot = (one: Point, other: Point) => one.x * other.x + one.y * other.y;
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
const clamp = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const mid = (points: readonly Point[]) => ({
  x: mean(points.map(({ x }) => x)),
  y: mean(points.map(({ y }) => y)),
});

function unit({ x, y }: Point): Point {
  const length = Math.hypot(x, y);
  return length === 0 ? { x: 0, y: 0 } : { x: x / length, y: y / length };
}
