import { describe, expect, test } from "vitest";
import { type ClosedOutline, largestAgreement } from "./find-closed-hand.ts";

/** An outline whose palm is at a place and points to an angle; nothing else of it counts here. */
function outline(x: number, y: number, degrees: number): ClosedOutline {
  const radians = (degrees * Math.PI) / 180;
  const centre = { x, y };
  return {
    hand: {
      mask: { width: 1, height: 1, inside: Uint8Array.of(1) },
      circle: { ...centre, radius: 20 },
      traits: {
        contrast: 2,
        skin: 1,
        chroma: 20,
        fill: 3,
        raggedness: 4,
        border: 0,
        size: 1,
      },
      fingers: [],
      frames: [],
      frame: undefined,
      score: 0.3,
      scale: 1,
    },
    closed: {
      centre,
      up: { x: Math.cos(radians), y: Math.sin(radians) },
      palmWidth: 44,
      reach: 1.1,
    },
  };
}

describe("outlines of a closed hand", () => {
  test("agree when their palms lie in about one place and point about the same way", () => {
    const agreed = [outline(50, 60, -90), outline(53, 64, -75), outline(48, 55, -100)];
    const elsewhere = [outline(90, 60, -90), outline(95, 61, -88)];
    const otherWay = [outline(51, 60, 90), outline(50, 61, 0)];
    const mixed = [elsewhere[0], agreed[0], otherWay[0], agreed[1], agreed[2], elsewhere[1]];
    expect(largestAgreement(mixed.filter((one) => one !== undefined))).toEqual(agreed);
  });

  test("that are alone agree with themselves only", () => {
    expect(largestAgreement([outline(10, 10, 0), outline(90, 90, 0)])).toHaveLength(1);
    expect(largestAgreement([])).toEqual([]);
  });
});
