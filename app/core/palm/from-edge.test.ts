import { describe, expect, test } from "vitest";
import { fromEdge } from "./from-edge.ts";
import { LINE_STRENGTH, type PalmSkin, type Trace } from "./line-strip.ts";
import { GROUND } from "./ridge-volume.ts";

const SIZE = 50;

/** A patch of which a palm width is its side: nothing, then an edge, then the inner palm, from left to right. */
function skinWith({ edge, inner }: { edge: number; inner: number }): PalmSkin {
  const grounds = Uint8Array.from({ length: SIZE * SIZE }, (_, at) => {
    const x = (at % SIZE) / SIZE;
    return x < edge ? GROUND.none : x < inner ? GROUND.edge : GROUND.inner;
  });
  return {
    volume: { size: SIZE, values: new Float32Array(0), grounds },
    origin: { x: 0, y: 0 },
    across: { x: SIZE, y: 0 },
    down: { x: 0, y: SIZE },
    turn: 0,
    side: 1,
  };
}

/** A level line in steps of 0.02, seen from the given place on. */
function levelLine(seenFrom: number): Trace {
  const points = Array.from({ length: 40 }, (_, step) => ({ x: step * 0.02, y: 0.5 }));
  const from = Math.round(seenFrom / 0.02);
  return { points, strengths: new Float32Array(40), from, to: 40, score: 1 };
}

const beginning = (skin: PalmSkin, trace: Trace) => {
  const found = fromEdge(skin, trace);
  return found.points[found.from]?.x;
};

describe("a line that begins at the edge of the hand", () => {
  test("is followed from where it is seen to where the hand ends", () => {
    expect(beginning(skinWith({ edge: 0.1, inner: 0.2 }), levelLine(0.22))).toBeCloseTo(0.1);
  });

  test("is followed over the little that the edge weakens", () => {
    expect(beginning(skinWith({ edge: 0.16, inner: 0.24 }), levelLine(0.28))).toBeCloseTo(0.16);
  });

  test("has no gap where nothing can be seen", () => {
    const line = levelLine(0.28);
    line.strengths.fill(2, line.from);
    const { strengths, from, to } = fromEdge(skinWith({ edge: 0.1, inner: 0.24 }), line);
    expect(from).toBeLessThan(line.from);
    expect(Math.min(...strengths.subarray(from, to))).toBeCloseTo(LINE_STRENGTH);
    expect(line.strengths[from]).toBe(0);
  });

  test("begins where it is first seen when that is well within the palm", () => {
    expect(beginning(skinWith({ edge: 0.1, inner: 0.2 }), levelLine(0.4))).toBeCloseTo(0.4);
  });

  test("is not followed along an edge", () => {
    expect(beginning(skinWith({ edge: 0, inner: 0.5 }), levelLine(0.5))).toBeCloseTo(0.34);
  });

  test("that is seen from its beginning stays as it is", () => {
    const line = levelLine(0);
    expect(fromEdge(skinWith({ edge: 0, inner: 0 }), line)).toEqual(line);
  });
});
