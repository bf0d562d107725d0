import type { Point, RgbImage } from "./image.ts";

/** A square of skin round a palm, of one scale whatever the photo's, with the light evened out. */
export type SkinPatch = {
  /** Pixels along each side. */
  readonly size: number;
  /** Of the picture, where the patch's first pixel is. */
  readonly corner: Point;
  /** Pixels of the picture for one of the patch. */
  readonly scale: number;
  /** How much lighter or darker than what is round it, in units of what is usual on this skin. */
  readonly relief: Float32Array;
  /** 1 where there is skin. */
  readonly skin: Uint8Array;
};

/** Pixels of a patch for one palm width. */
export const PATCH_SCALE = 120;

/** From the centre to each side, palm widths. */
const REACH = 1.05;

/** Light is evened out over so many palm widths. */
const EVEN = { light: 0.066, strength: 0.12 };

/** What differs more than that from its surroundings is no crease: background, gaps, bracelets. */
const MOST_RELIEF = 0.5;

/**
 * Cuts out the square round a palm.
 *
 * @param centre in pixels of the picture
 * @param isHand tells for a point of the picture whether the hand is there
 */
export function cutSkinPatch(
  image: RgbImage,
  centre: Point,
  palmWidth: number,
  isHand: (x: number, y: number) => boolean,
): SkinPatch {
  const size = Math.round(2 * REACH * PATCH_SCALE);
  const scale = palmWidth / PATCH_SCALE;
  const corner = { x: centre.x - REACH * palmWidth, y: centre.y - REACH * palmWidth };
  const count = size * size;
  const light = new Float32Array(count);
  const skin = new Uint8Array(count);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const at = y * size + x;
      const px = corner.x + (x + 0.5) * scale;
      const py = corner.y + (y + 0.5) * scale;
      if (px < 0 || py < 0 || px >= image.width || py >= image.height) continue;
      light[at] = Math.log(sample(image, px, py, scale) + 6);
      skin[at] = isHand(px, py) ? 1 : 0;
    }
  }

  const blur = (values: Float32Array, radius: number) => blurInside(values, skin, size, radius);
  const relief = new Float32Array(count);
  // What is no skin must not lean on the light of what is: a second round does without it.
  for (let round = 0; round < 2; round += 1) {
    const smooth = blur(light, EVEN.light * PATCH_SCALE);
    for (let i = 0; i < count; i += 1) {
      relief[i] = skin[i] ? (light[i] ?? 0) - (smooth[i] ?? 0) : 0;
      if (Math.abs(relief[i] ?? 0) > MOST_RELIEF) {
        skin[i] = 0;
        relief[i] = 0;
      }
    }
  }
  const squares = relief.map((value) => value * value);
  const local = blur(squares, EVEN.strength * PATCH_SCALE);
  let sum = 0;
  let area = 0;
  for (let i = 0; i < count; i += 1) {
    if (!skin[i]) continue;
    sum += squares[i] ?? 0;
    area += 1;
  }
  const usual = Math.sqrt(sum / Math.max(1, area));
  for (let i = 0; i < count; i += 1) {
    const strength = 0.6 * Math.sqrt(Math.max(0, local[i] ?? 0)) + 0.4 * usual + 1e-3;
    relief[i] = Math.max(-3, Math.min(3, (relief[i] ?? 0) / strength));
  }
  return { size, corner, scale, relief, skin };
}

/** Brightness round a point, mostly of the green channel, in which creases are deepest. */
function sample({ width, height, rgb }: RgbImage, x: number, y: number, scale: number): number {
  const grain = Math.max(1, Math.round(scale));
  if (grain === 1) {
    const left = Math.max(0, Math.min(width - 2, Math.floor(x - 0.5)));
    const top = Math.max(0, Math.min(height - 2, Math.floor(y - 0.5)));
    const fx = Math.max(0, Math.min(1, x - 0.5 - left));
    const fy = Math.max(0, Math.min(1, y - 0.5 - top));
    const at = (top * width + left) * 3;
    const below = at + width * 3;
    return (
      (1 - fy) * ((1 - fx) * brightness(rgb, at) + fx * brightness(rgb, at + 3)) +
      fy * ((1 - fx) * brightness(rgb, below) + fx * brightness(rgb, below + 3))
    );
  }
  let sum = 0;
  for (let j = 0; j < grain; j += 1) {
    const row = clampTo(Math.floor(y + ((j + 0.5) / grain - 0.5) * scale), height);
    for (let i = 0; i < grain; i += 1) {
      const column = clampTo(Math.floor(x + ((i + 0.5) / grain - 0.5) * scale), width);
      sum += brightness(rgb, (row * width + column) * 3);
    }
  }
  return sum / (grain * grain);
}

function brightness(rgb: Uint8Array, at: number): number {
  return 0.2 * (rgb[at] ?? 0) + 0.65 * (rgb[at + 1] ?? 0) + 0.15 * (rgb[at + 2] ?? 0);
}

function clampTo(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}

/** Gaussian of `sigma` pixels over what is inside alone, as three rounds of running means. */
export function blurInside(
  values: Float32Array,
  inside: Uint8Array,
  size: number,
  sigma: number,
): Float32Array {
  const sums = new Float32Array(values.length);
  for (let i = 0; i < sums.length; i += 1) sums[i] = inside[i] ? (values[i] ?? 0) : 0;
  const weights = new Float32Array(inside);
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  const spare = new Float32Array(values.length);
  for (const plane of [sums, weights]) {
    for (let round = 0; round < 3; round += 1) {
      meanOfRows(plane, spare, size, radius);
      meanOfColumns(spare, plane, size, radius);
    }
  }
  for (let i = 0; i < sums.length; i += 1) {
    const weight = weights[i] ?? 0;
    sums[i] = weight > 1e-4 ? (sums[i] ?? 0) / weight : 0;
  }
  return sums;
}

/** Means of `2 × radius + 1` neighbours along each of the rows; beyond the ends there is nothing. */
function meanOfRows(from: Float32Array, to: Float32Array, size: number, radius: number): void {
  const window = 2 * radius + 1;
  for (let start = 0; start < size * size; start += size) {
    let sum = 0;
    for (let i = 0; i < Math.min(size, radius); i += 1) sum += from[start + i] ?? 0;
    for (let i = 0; i < size; i += 1) {
      if (i + radius < size) sum += from[start + i + radius] ?? 0;
      if (i - radius - 1 >= 0) sum -= from[start + i - radius - 1] ?? 0;
      to[start + i] = sum / window;
    }
  }
}

/** The same along the columns, all of them side by side: memory is read in its own order. */
function meanOfColumns(from: Float32Array, to: Float32Array, size: number, radius: number): void {
  const window = 2 * radius + 1;
  const sums = new Float64Array(size);
  for (let y = 0; y < Math.min(size, radius); y += 1) {
    for (let x = 0; x < size; x += 1) sums[x] = (sums[x] ?? 0) + (from[y * size + x] ?? 0);
  }
  for (let y = 0; y < size; y += 1) {
    const next = y + radius < size ? (y + radius) * size : -1;
    const last = y - radius - 1 >= 0 ? (y - radius - 1) * size : -1;
    for (let x = 0; x < size; x += 1) {
      let sum = sums[x] ?? 0;
      if (next >= 0) sum += from[next + x] ?? 0;
      if (last >= 0) sum -= from[last + x] ?? 0;
      sums[x] = sum;
      to[y * size + x] = sum / window;
    }
  }
}
