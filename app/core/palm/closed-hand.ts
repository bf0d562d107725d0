import type { FoundHand } from "./find-hand.ts";
import { type Mask, type Point, type RgbImage, type Size, sizeWithin } from "./image.ts";

/** A hand whose fingers are held together, pixels of the picture that was searched. */
export type ClosedHand = {
  readonly centre: Point;
  /** Unit vector from the palm towards the finger tips. */
  readonly up: Point;
  readonly palmWidth: number;
  /** From the middle of the palm to the finger tips, in palm widths. */
  readonly reach: number;
};

/** The palm circle's radius in the picture in which the grooves between fingers are looked for, pixels. */
const GROOVE_RADIUS = 60;

/** Where the fingers are, from the circle's centre along the hand, in radii. */
const heights = [1.3, 1.5, 1.7, 1.9, 2.1];

/** How much darker than its surroundings a groove is. */
const GROOVE_DEPTH = 0.03;

/**
 * Tells a closed hand from other smooth things of skin colour: it is about twice as long as wide, and along one half
 * run the grooves between its fingers. Undefined when it is no hand.
 */
export function recogniseClosedHand(image: RgbImage, found: FoundHand): ClosedHand | undefined {
  const { mask, circle } = found;
  const axis = longAxis(mask);
  if (axis.elongation < 1.35 || axis.elongation > 3.4) return undefined;

  const scale = Math.min(image.width, (mask.width * GROOVE_RADIUS) / circle.radius) / mask.width;
  const size = sizeWithin(image, scale * Math.max(mask.width, mask.height));
  const ways = [axis.direction, { x: -axis.direction.x, y: -axis.direction.y }].map((up) => ({
    up,
    grooves: heights.map((height) =>
      countGrooves({ image, size, scale: size.width / mask.width }, mask, {
        centre: circle,
        radius: circle.radius,
        up,
        height,
      }),
    ),
  }));
  const best = ways
    .map(({ up, grooves }) => ({
      up,
      support: grooves.filter((count) => count >= 2 && count <= 4).length,
    }))
    .sort((one, other) => other.support - one.support)[0];
  if (!best || best.support < 3) return undefined;

  return {
    centre: circle,
    up: best.up,
    palmWidth: 2.2 * circle.radius,
    reach: reachOf(mask, circle, best.up) / (2.2 * circle.radius),
  };
}

/** Direction and proportions of a mask by its second moments. */
function longAxis({ width, inside }: Mask): { direction: Point; elongation: number } {
  let [count, sumX, sumY] = [0, 0, 0];
  inside.forEach((value, at) => {
    if (!value) return;
    count += 1;
    sumX += at % width;
    sumY += Math.floor(at / width);
  });
  const [meanX, meanY] = [sumX / count, sumY / count];
  let [xx, yy, xy] = [0, 0, 0];
  inside.forEach((value, at) => {
    if (!value) return;
    const dx = (at % width) - meanX;
    const dy = Math.floor(at / width) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  });
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const spread = Math.hypot(xx - yy, 2 * xy);
  return {
    direction: { x: Math.cos(angle), y: Math.sin(angle) },
    elongation: Math.sqrt((xx + yy + spread) / Math.max(1e-6, xx + yy - spread)),
  };
}

/** A picture shrunk to `size`, of which each pixel is computed when it is asked for: grooves need few. */
type Shrunk = { readonly image: RgbImage; readonly size: Size; readonly scale: number };

/** Dark lines along the hand that a cut across the fingers meets. */
function countGrooves(
  shrunk: Shrunk,
  mask: Mask,
  cut: { centre: Point; radius: number; up: Point; height: number },
): number {
  const { centre, radius, up, height } = cut;
  const across = { x: -up.y, y: up.x };
  const step = 0.025 * radius;
  const profile: number[] = [];
  for (let offset = -1.4 * radius; offset <= 1.4 * radius; offset += step) {
    let sum = 0;
    let count = 0;
    for (let along = -0.12; along <= 0.12; along += 0.03) {
      const x = centre.x + across.x * offset + up.x * radius * (height + along);
      const y = centre.y + across.y * offset + up.y * radius * (height + along);
      if (!isInside(mask, x, y)) continue;
      sum += lightnessAt(shrunk, x * shrunk.scale, y * shrunk.scale);
      count += 1;
    }
    if (count >= 5) profile.push(sum / count);
  }
  return countDips(profile, Math.round(0.3 / 0.025));
}

/** Local minima that are clearly darker than the brightest places within `reach` steps on both sides. */
function countDips(profile: readonly number[], reach: number): number {
  const margin = Math.round(profile.length * 0.12);
  let dips = 0;
  let lastAt = -Infinity;
  for (let i = margin; i < profile.length - margin; i += 1) {
    const here = profile[i] ?? 0;
    const before = profile.slice(Math.max(0, i - reach), i);
    const after = profile.slice(i + 1, i + 1 + reach);
    const isLowest =
      before.slice(-4).every((v) => v >= here) && after.slice(0, 4).every((v) => v > here);
    const isDeep =
      Math.max(...before) > here * (1 + GROOVE_DEPTH) &&
      Math.max(...after) > here * (1 + GROOVE_DEPTH);
    if (isLowest && isDeep && i - lastAt > reach / 2) {
      dips += 1;
      lastAt = i;
    }
  }
  return dips;
}

function isInside({ width, height, inside }: Mask, x: number, y: number): boolean {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return false;
  return inside[row * width + column] === 1;
}

/** Of one pixel, which is the mean of those that it stands for. */
function lightnessAt({ image, size: { width, height } }: Shrunk, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)));
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  const { rgb, width: from } = image;
  const left = Math.floor((column * from) / width);
  const right = Math.max(left + 1, Math.floor(((column + 1) * from) / width));
  const top = Math.floor((row * image.height) / height);
  const bottom = Math.max(top + 1, Math.floor(((row + 1) * image.height) / height));
  let [red, green, blue] = [0, 0, 0];
  for (let sy = top; sy < bottom; sy += 1) {
    const end = (sy * from + right) * 3;
    for (let at = (sy * from + left) * 3; at < end; at += 3) {
      red += rgb[at] ?? 0;
      green += rgb[at + 1] ?? 0;
      blue += rgb[at + 2] ?? 0;
    }
  }
  const count = (bottom - top) * (right - left);
  return (0.3 * red + 0.6 * green + 0.1 * blue) / count;
}

function reachOf(mask: Mask, centre: Point, up: Point): number {
  let reach = 0;
  while (isInside(mask, centre.x + up.x * reach, centre.y + up.y * reach)) reach += 1;
  return reach;
}
