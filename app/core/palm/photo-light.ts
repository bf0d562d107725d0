import type { RgbImage } from "./image.ts";

/** How well a palm is lit and in focus. */
export type PhotoLight = {
  /**
   * How bright its brightest parts are, 0–255. Not the mean: that would call every dark skin a dark photo.
   */
  readonly brightness: number;
  /** Share of the palm that is blown out to white. */
  readonly washedOut: number;
  /**
   * Width of the sharpest edges of the hand, in palm widths: a hundredth or less in a photo that is in focus.
   */
  readonly edgeWidth: number;
};

/** From this on a pixel has no drawing left in it. */
const WHITE = 247;

/** Steepest slopes that stand for the picture's sharpness: this share of all. */
const STEEPEST = 0.005;

/** As many places as are looked at, evenly spread: more would say the same. */
const SAMPLES = 40_000;

/** Measures the square of side `2 × reach` round the palm's centre, all in pixels of `image`. */
export function measureLight(
  image: RgbImage,
  palm: { readonly x: number; readonly y: number; readonly radius: number; readonly width: number },
): PhotoLight {
  const luminance = (x: number, y: number) => {
    const at = (y * image.width + x) * 3;
    return (
      0.3 * (image.rgb[at] ?? 0) + 0.59 * (image.rgb[at + 1] ?? 0) + 0.11 * (image.rgb[at + 2] ?? 0)
    );
  };
  const reach = 1.8 * palm.radius;
  const left = Math.max(1, Math.floor(palm.x - reach));
  const right = Math.min(image.width - 2, Math.ceil(palm.x + reach));
  const top = Math.max(1, Math.floor(palm.y - reach));
  const bottom = Math.min(image.height - 2, Math.ceil(palm.y + reach));

  let [white, count] = [0, 0];
  const slopes: number[] = [];
  const values: number[] = [];
  const stride = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / SAMPLES)));
  for (let y = top; y <= bottom; y += stride) {
    for (let x = left; x <= right; x += stride) {
      const value = luminance(x, y);
      values.push(value);
      const dx = luminance(x + 1, y) - luminance(x - 1, y);
      const dy = luminance(x, y + 1) - luminance(x, y - 1);
      slopes.push(Math.hypot(dx, dy) / 2);
      if ((x - palm.x) ** 2 + (y - palm.y) ** 2 > palm.radius ** 2) continue;
      count += 1;
      if (value > WHITE) white += 1;
    }
  }
  const sorted = Float64Array.from(values).sort();
  const range = quantile(sorted, 0.98) - quantile(sorted, 0.02);
  const steepest = Math.max(1e-6, quantile(Float64Array.from(slopes).sort(), 1 - STEEPEST));
  return {
    brightness: quantile(sorted, 0.95),
    washedOut: white / Math.max(1, count),
    edgeWidth: range / steepest / Math.max(1, palm.width),
  };
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
