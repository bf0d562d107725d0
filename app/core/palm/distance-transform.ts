import type { Mask } from "./image.ts";

/** Used again and again: a search measures thousands of masks. */
let squared = new Float64Array(0);
let samples = new Float64Array(0);
let result = new Float64Array(0);
let places = new Int32Array(0);
let borders = new Float64Array(0);

/**
 * Distance of every pixel inside the mask to the nearest one outside it, pixels; the frame counts as outside.
 * Exact, in linear time (Felzenszwalb and Huttenlocher, “Distance Transforms of Sampled Functions”, 2012).
 */
export function distanceToOutside({ width, height, inside }: Mask): Float32Array {
  const count = width * height;
  makeRoom(count, width + 2);
  // How far each pixel is from the nearest one outside in its own column, squared.
  for (let at = 0; at < count; at += 1) {
    squared[at] = !inside[at] ? 0 : at < width ? 1 : (squared[at - width] ?? 0) + 1;
  }
  for (let at = count - 1; at >= 0; at -= 1) {
    const below = at + width < count ? (squared[at + width] ?? 0) + 1 : 1;
    if (below < (squared[at] ?? 0)) squared[at] = below;
  }
  const distance = new Float32Array(count);
  for (let y = 0; y < height; y += 1) {
    const rowEnd = (y + 1) * width;
    // No pixel is nearer to what is beyond the end of its run than to that end.
    for (let start = y * width; start < rowEnd; start += 1) {
      if (!inside[start]) continue;
      let end = start;
      while (end < rowEnd && inside[end]) end += 1;
      const length = end - start;
      for (let i = 0; i < length; i += 1) samples[i + 1] = (squared[start + i] ?? 0) ** 2;
      samples[0] = 0;
      samples[length + 1] = 0;
      lowerEnvelope(length + 2);
      for (let i = 0; i < length; i += 1) distance[start + i] = Math.sqrt(result[i + 1] ?? 0);
      start = end;
    }
  }
  return distance;
}

function makeRoom(count: number, longest: number): void {
  if (squared.length < count) squared = new Float64Array(count);
  if (samples.length >= longest) return;
  samples = new Float64Array(longest);
  result = new Float64Array(longest);
  places = new Int32Array(longest);
  borders = new Float64Array(longest + 1);
}

/** Puts the lower envelope of the parabolas that stand on the first samples into `result`. */
function lowerEnvelope(count: number): void {
  let last = 0;
  places[0] = 0;
  borders[0] = -Infinity;
  borders[1] = Infinity;
  for (let q = 1; q < count; q += 1) {
    let border = crossing(q, places[last] ?? 0);
    while (border <= (borders[last] ?? 0)) {
      last -= 1;
      border = crossing(q, places[last] ?? 0);
    }
    last += 1;
    places[last] = q;
    borders[last] = border;
    borders[last + 1] = Infinity;
  }
  let k = 0;
  for (let q = 0; q < count; q += 1) {
    while ((borders[k + 1] ?? 0) < q) k += 1;
    const place = places[k] ?? 0;
    result[q] = (q - place) ** 2 + (samples[place] ?? 0);
  }
}

function crossing(q: number, p: number): number {
  return ((samples[q] ?? 0) + q * q - ((samples[p] ?? 0) + p * p)) / (2 * q - 2 * p);
}
