import type { Mask } from "./image.ts";

/** A circle that fits inside a mask, pixels: where the palm may be. */
export type Circle = { readonly x: number; readonly y: number; readonly radius: number };

const MOST = 5;

/** Up to five of the largest circles inside the mask, well apart from each other. */
export function findPalmCircles({ width, height }: Mask, distance: Float32Array): Circle[] {
  let largest = 0;
  for (let at = 0; at < distance.length; at += 1) {
    if ((distance[at] ?? 0) > largest) largest = distance[at] ?? 0;
  }
  const peaks: Circle[] = [];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const here = distance[at] ?? 0;
      if (here < 0.5 * largest || here < 3) continue;
      const isPeak =
        here >= (distance[at - 1] ?? 0) &&
        here >= (distance[at + 1] ?? 0) &&
        here >= (distance[at - width] ?? 0) &&
        here >= (distance[at + width] ?? 0);
      if (isPeak) peaks.push({ x, y, radius: here });
    }
  }
  peaks.sort((one, other) => other.radius - one.radius);
  const circles: Circle[] = [];
  for (const peak of peaks) {
    if (circles.length === MOST) break;
    const isApart = circles.every(
      ({ x, y, radius }) => Math.hypot(x - peak.x, y - peak.y) > 1.1 * radius,
    );
    if (isApart) circles.push(peak);
  }
  return circles;
}
