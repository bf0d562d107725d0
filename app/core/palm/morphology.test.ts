import { expect, test } from "vitest";
import { distanceToOutside } from "./distance-transform.ts";
import type { Mask } from "./image.ts";
import { close, open } from "./morphology.ts";

const radii = [1, 2, 2.5, 4.3];

test("opening keeps exactly what a disc reaches from inside, the frame being an edge", () => {
  for (const radius of radii) {
    const mask = blots(40, 31, 0.5);
    const distance = distanceToOutside(mask);
    const core = places(mask, (_, at) => (distance[at] ?? 0) > radius);
    const expected = places(
      mask,
      (place, at) => mask.inside[at] === 1 && isNear(place, core, radius),
    );
    expect(core.length).toBeGreaterThan(0);
    expect(positions(mask.width, open(mask, distance, radius))).toEqual(expected);
  }
});

test("closing fills in exactly what a disc cannot reach from outside, the frame being no edge", () => {
  for (const radius of radii) {
    const mask = blots(40, 31, 0.1);
    const inside = places(mask, (_, at) => mask.inside[at] === 1);
    const room = Math.ceil(radius) + 1;
    const outside: Place[] = [];
    for (let y = -room; y < mask.height + room; y += 1) {
      for (let x = -room; x < mask.width + room; x += 1) {
        if (!isNear({ x, y }, inside, radius)) outside.push({ x, y });
      }
    }
    const expected = places(mask, (place) => !isNear(place, outside, radius));
    expect(expected.length).toBeGreaterThan(inside.length);
    expect(positions(mask.width, close(mask, radius).inside)).toEqual(expected);
  }
});

type Place = { readonly x: number; readonly y: number };

/** Discs of a fixed disorder. */
function blots(width: number, height: number, share: number): Mask {
  const inside = new Uint8Array(width * height);
  let state = 5;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  while (inside.reduce((sum, value) => sum + value, 0) < share * inside.length) {
    const [cx, cy, r] = [random() * width, random() * height, 1 + 7 * random()];
    inside.forEach((value, at) => {
      const isIn = Math.hypot((at % width) - cx, Math.floor(at / width) - cy) < r;
      inside[at] = isIn ? 1 : value;
    });
  }
  return { width, height, inside };
}

function places({ width, inside }: Mask, isWanted: (place: Place, at: number) => boolean): Place[] {
  return Array.from(inside, (_, at) => ({ x: at % width, y: Math.floor(at / width) })).filter(
    isWanted,
  );
}

const positions = (width: number, inside: Uint8Array) =>
  places({ width, height: 0, inside }, (_, at) => inside[at] === 1);

const isNear = ({ x, y }: Place, others: readonly Place[], radius: number) =>
  others.some((other) => Math.hypot(other.x - x, other.y - y) <= radius);
