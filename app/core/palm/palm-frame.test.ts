import { expect, test } from "vitest";
import { frameOf, toPalm, toPicture } from "./palm-frame.ts";

test.each([
  ["thumb at the viewer's right", 1],
  ["thumb at the viewer's left", -1],
] as const)("a place on the palm goes to the picture and back: %s", (_name, thumbSide) => {
  const frame = frameOf({ x: 210, y: 340 }, { x: 0.6, y: -0.8 }, 150, thumbSide);
  for (const place of [
    { x: 0, y: 0 },
    { x: 0.4, y: 0.22 },
    { x: -0.45, y: 1.1 },
  ]) {
    const back = toPalm(frame, toPicture(frame, place));
    expect(back.x).toBeCloseTo(place.x, 10);
    expect(back.y).toBeCloseTo(place.y, 10);
  }
});

test("with the fingers up, a thumb at the right is at the right", () => {
  const frame = frameOf({ x: 100, y: 100 }, { x: 0, y: -1 }, 50, 1);
  const thumb = toPicture(frame, { x: 0.5, y: 0.5 });
  expect(thumb.x).toBeCloseTo(125);
  expect(thumb.y).toBeCloseTo(125);
});
