import { describe, expect, test } from "vitest";
import type { PalmLines, TracedLine } from "../palm/palm-lines.ts";
import { handPart } from "./hand-part.ts";
import type { ReadablePalm } from "./seen-palm.ts";

const photo = { width: 1536, height: 2048 };

/** A line between two places of a palm that lies upright in the photo: its origin, and a palm width in pixels. */
function lineOn(
  palm: { readonly x: number; readonly y: number; readonly width: number },
  start: { readonly x: number; readonly y: number },
  end: { readonly x: number; readonly y: number },
  grade: TracedLine["grade"] = "clear",
): TracedLine {
  const place = (point: { readonly x: number; readonly y: number }) => ({
    x: (palm.x + point.x * palm.width) / photo.width,
    y: (palm.y + point.y * palm.width) / photo.height,
  });
  return {
    grade,
    points: [place(start), place(end)],
    score: 2,
    length: 0.7,
    curvature: 0.1,
    breaks: 0,
    start,
    end,
  };
}

const none: TracedLine = {
  ...lineOn({ x: 0, y: 0, width: 1 }, { x: 0, y: 0 }, { x: 1, y: 1 }, "none"),
  points: [],
  start: null,
  end: null,
};

function sight(palm: Parameters<typeof lineOn>[0], change: Partial<PalmLines> = {}) {
  return {
    kind: "seen",
    seems: null,
    notes: [],
    measures: null,
    lines: {
      heart: lineOn(palm, { x: -0.4, y: 0.25 }, { x: 0.16, y: 0.1 }),
      head: lineOn(palm, { x: 0.45, y: 0.4 }, { x: -0.2, y: 0.7 }),
      life: none,
      fate: none,
      headLifeGap: null,
      ...change,
    },
  } satisfies ReadablePalm["sight"];
}

describe("the part of a photo that shows the hand", () => {
  test("reaches past the fingertips on every side, and no further than the photo", () => {
    const part = handPart(sight({ x: 600, y: 900, width: 300 }), photo);
    // The middle finger's tip is a palm width above its root, the wrist as far below it, the thumb's tip beside it.
    expect(part?.top).toBeLessThan(600);
    expect((part?.top ?? 0) + (part?.height ?? 0)).toBeGreaterThan(1_250);
    expect(part?.left).toBeLessThan(300);
    expect((part?.left ?? 0) + (part?.width ?? 0)).toBeGreaterThan(1_000);
    expect((part?.width ?? 0) * (part?.height ?? 0)).toBeLessThan(0.45 * 1536 * 2048);
    const atTheEdge = handPart(sight({ x: 100, y: 1_700, width: 300 }), photo);
    expect(atTheEdge?.left).toBe(0);
    expect((atTheEdge?.top ?? 0) + (atTheEdge?.height ?? 0)).toBe(2048);
  });

  const wide = { x: 768, y: 900, width: 700 };
  const palm = { x: 600, y: 900, width: 300 };
  test.each([
    ["the hand fills it", sight(wide)],
    ["no lines were traced", { ...sight(palm), lines: null }],
    ["only one line was seen", sight(palm, { head: none })],
    [
      "no line was seen clearly",
      sight(palm, {
        heart: lineOn(palm, { x: -0.4, y: 0.2 }, { x: 0.1, y: 0.1 }, "faint"),
        head: lineOn(palm, { x: 0.4, y: 0.4 }, { x: -0.2, y: 0.7 }, "faint"),
      }),
    ],
    [
      "lines disagree about the palm's size",
      sight(palm, { head: lineOn(wide, { x: 0.4, y: 0.4 }, { x: -0.2, y: 0.7 }) }),
    ],
  ])("is the whole photo where %s", (_why, seen) => {
    expect(handPart(seen, photo)).toBeUndefined();
  });
});
