import type { Mask } from "./image.ts";

/**
 * Distance of every pixel inside the mask to the nearest one outside it, pixels; the frame counts as outside.
 * Exact, in linear time (Felzenszwalb and Huttenlocher, “Distance Transforms of Sampled Functions”, 2012).
 */
export function distanceToOutside({ width, height, inside }: Mask): Float32Array {
  const far = width + height;
  const squared = new Float64Array(width * height);
  const line = Math.max(width, height) + 2;
  const column = new Float64Array(line);
  const result = new Float64Array(line);
  const parabolas = createParabolas(line);

  for (let x = 0; x < width; x += 1) {
    column[0] = 0;
    column[height + 1] = 0;
    for (let y = 0; y < height; y += 1) column[y + 1] = inside[y * width + x] ? far * far : 0;
    parabolas(column, height + 2, result);
    for (let y = 0; y < height; y += 1) squared[y * width + x] = result[y + 1] ?? 0;
  }
  const distance = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    column[0] = 0;
    column[width + 1] = 0;
    for (let x = 0; x < width; x += 1) column[x + 1] = squared[y * width + x] ?? 0;
    parabolas(column, width + 2, result);
    for (let x = 0; x < width; x += 1) distance[y * width + x] = Math.sqrt(result[x + 1] ?? 0);
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
