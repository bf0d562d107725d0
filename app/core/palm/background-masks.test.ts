import { describe, expect, test } from "vitest";
import { backgroundMasks } from "./background-masks.ts";
import type { LabImage } from "./lab.ts";

const SIDE = 120;

/** A wall on which the light falls off, and an arm that comes in from the bottom, turned by quarters. */
function armFrom(quarters: number): { lab: LabImage; isArm: boolean[] } {
  const count = SIDE * SIDE;
  const lab = {
    width: SIDE,
    height: SIDE,
    L: new Float32Array(count),
    a: new Float32Array(count),
    b: new Float32Array(count),
  };
  const isArm: boolean[] = [];
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      let [u, v] = [x, y];
      for (let turn = 0; turn < quarters; turn += 1) [u, v] = [v, SIDE - 1 - u];
      const arm = v > 40 && u >= 26 && u < 94;
      const at = y * SIDE + x;
      lab.L[at] = 70 - 0.1 * x - 0.15 * y - (arm ? 8 : 0);
      lab.a[at] = arm ? 12 : 2;
      lab.b[at] = arm ? 15 : 6;
      isArm.push(arm);
    }
  }
  return { lab, isArm };
}

describe("what differs from its background", () => {
  test.each([
    ["bottom", 0],
    ["right", 1],
    ["top", 2],
    ["left", 3],
  ])("is found whole when it comes in from the %s", (_side, quarters) => {
    const { lab, isArm } = armFrom(quarters);
    const alike = [...backgroundMasks(lab)].map(({ inside }) => {
      let [both, either] = [0, 0];
      isArm.forEach((arm, at) => {
        if (arm && inside[at]) both += 1;
        if (arm || inside[at]) either += 1;
      });
      return both / either;
    });
    expect(Math.max(...alike)).toBeGreaterThan(0.95);
  });
});
