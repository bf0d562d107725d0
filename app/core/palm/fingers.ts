import type { Mask, Point } from "./image.ts";
import { findComponents, open } from "./morphology.ts";
import type { Circle } from "./palm-circles.ts";

/** Something long that sticks out of a palm, pixels. */
export type Finger = {
  readonly base: Point;
  readonly tip: Point;
  /** Unit vector from base to tip. */
  readonly direction: Point;
  readonly length: number;
  readonly width: number;
  /** Of its tip, round the circle's centre, radians. */
  readonly angle: number;
  readonly tipIsOnFrame: boolean;
};

/** How thick a finger may be at most, as a share of the palm circle's radius. */
const OPENING = 0.43;

/** What sticks out of the palm circle and has the proportions of a finger. */
export function findFingers(mask: Mask, distance: Float32Array, circle: Circle): Finger[] {
  const { width, height, inside } = mask;
  const { radius } = circle;
  const opened = open(mask, distance, OPENING * radius);
  const rest = new Uint8Array(inside.length);
  for (let at = 0; at < rest.length; at += 1) rest[at] = inside[at] && !opened[at] ? 1 : 0;
  const least = 0.1 * radius * radius;
  const fingers: Finger[] = [];
  for (const { pixels } of findComponents({ width, height, inside: rest }, least)) {
    if (pixels.length <= least) break;
    const base = meanOfTouching(pixels, opened, width);
    if (!base) continue;

    const tip = farthestFrom(base, pixels, width);
    const length = Math.hypot(tip.x - base.x, tip.y - base.y);
    const thickness = pixels.length / Math.max(1, length);
    const tipDistance = Math.hypot(tip.x - circle.x, tip.y - circle.y);
    const baseDistance = Math.hypot(base.x - circle.x, base.y - circle.y);
    const isFinger =
      length >= 0.45 * radius &&
      length <= 3.2 * radius &&
      length / thickness > 1.05 &&
      thickness >= 0.12 * radius &&
      thickness <= 0.85 * radius &&
      tipDistance > 1.35 * radius &&
      tipDistance > baseDistance + 0.25 * radius &&
      baseDistance < 2.4 * radius;
    if (!isFinger) continue;

    fingers.push({
      base,
      tip,
      direction: { x: (tip.x - base.x) / length, y: (tip.y - base.y) / length },
      length,
      width: thickness,
      angle: Math.atan2(tip.y - circle.y, tip.x - circle.x),
      tipIsOnFrame: tip.x <= 1 || tip.y <= 1 || tip.x >= width - 2 || tip.y >= height - 2,
    });
  }
  return fingers.sort((one, other) => one.angle - other.angle);
}

function meanOfTouching(pixels: Int32Array, opened: Uint8Array, width: number): Point | undefined {
  let [sumX, sumY, count] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 1) {
    const at = pixels[i] ?? 0;
    const touches = opened[at - 1] || opened[at + 1] || opened[at - width] || opened[at + width];
    if (!touches) continue;
    sumX += at % width;
    sumY += Math.floor(at / width);
    count += 1;
  }
  return count === 0 ? undefined : { x: sumX / count, y: sumY / count };
}

function farthestFrom(from: Point, pixels: Int32Array, width: number): Point {
  let best = -1;
  let farthest = from;
  for (let i = 0; i < pixels.length; i += 1) {
    const at = pixels[i] ?? 0;
    const x = at % width;
    const y = Math.floor(at / width);
    const distance = (x - from.x) ** 2 + (y - from.y) ** 2;
    if (distance > best) {
      best = distance;
      farthest = { x, y };
    }
  }
  return farthest;
}
