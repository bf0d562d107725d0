import type { Mask } from "./image.ts";

/**
 * Distance of every pixel inside the mask to the nearest one outside it, pixels; the frame counts as outside.
 * Exact, in linear time (Felzenszwalb and Huttenlocher, “Distance Transforms of Sampled Functions”, 2012).
 */
export function distanceToOutside({ width, height, inside }: Mask): Float32Array {
  // How far each pixel is from the nearest one outside in its own column, squared.
  const squared = new Float64Array(width * height);
  for (let x = 0; x < width; x += 1) {
    let run = 0;
    for (let at = x; at < squared.length; at += width) {
      run = inside[at] ? run + 1 : 0;
      squared[at] = run;
    }
    run = 0;
    for (let at = squared.length - width + x; at >= 0; at -= width) {
      run = inside[at] ? run + 1 : 0;
      const nearest = Math.min(run, squared[at] ?? 0);
      squared[at] = nearest * nearest;
    }
  }
  const distance = new Float32Array(width * height);
  const lowerEnvelope = createParabolas(width + 2);
  const samples = new Float64Array(width + 2);
  const result = new Float64Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    // No pixel is nearer to what is beyond the end of its run than to that end.
    for (let start = y * width; start < (y + 1) * width; start += 1) {
      if (!inside[start]) continue;
      let end = start;
      while (end < (y + 1) * width && inside[end]) end += 1;
      const length = end - start;
      for (let i = 0; i < length; i += 1) samples[i + 1] = squared[start + i] ?? 0;
      samples[length + 1] = 0;
      lowerEnvelope(samples, length + 2, result);
      for (let i = 0; i < length; i += 1) distance[start + i] = Math.sqrt(result[i + 1] ?? 0);
      start = end;
    }
  }
  return distance;
}

/** The lower envelope of the parabolas that stand on the samples of one line. */
function createParabolas(longest: number) {
  const places = new Int32Array(longest);
  const borders = new Float64Array(longest + 1);

  return (samples: Float64Array, count: number, result: Float64Array): void => {
    let last = 0;
    places[0] = 0;
    borders[0] = -Infinity;
    borders[1] = Infinity;
    for (let q = 1; q < count; q += 1) {
      let border = crossing(samples, q, places[last] ?? 0);
      while (border <= (borders[last] ?? 0)) {
        last -= 1;
        border = crossing(samples, q, places[last] ?? 0);
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
  };
}

function crossing(samples: Float64Array, q: number, p: number): number {
  return ((samples[q] ?? 0) + q * q - ((samples[p] ?? 0) + p * p)) / (2 * q - 2 * p);
}
