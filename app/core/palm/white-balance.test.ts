import { describe, expect, test } from "vitest";
import { whiteBalanced } from "./white-balance.ts";

const picture = (...rgb: number[]) => ({
  width: rgb.length / 3,
  height: 1,
  rgb: Uint8Array.from(rgb),
});

describe("white balance", () => {
  test("leaves a picture alone whose light is about white, and no other", () => {
    expect(whiteBalanced(picture(200, 100, 110, 90, 190, 180))).toBeUndefined();
    expect(whiteBalanced(picture(95, 100, 105))).toBeUndefined();
    expect(whiteBalanced(picture(90, 100, 110))).toBeDefined();
  });

  test("makes grey of what a coloured light has coloured, and keeps colours beside it", () => {
    const balanced = whiteBalanced(picture(90, 100, 140, 60, 100, 160, 120, 100, 120));
    expect([...(balanced?.rgb.slice(0, 3) ?? [])]).toEqual([110, 110, 110]);
    expect(balanced?.rgb[3]).toBeLessThan(balanced?.rgb[5] ?? 0);
  });

  test("does not turn a picture of one colour grey", () => {
    const red = whiteBalanced(picture(240, 20, 10, 240, 20, 10));
    expect(red?.rgb[0]).toBe(144);
    expect(red?.rgb[1]).toBe(34);
  });
});
