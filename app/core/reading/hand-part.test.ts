import { describe, expect, test } from "vitest";
import type { PalmLines, TracedLine } from "../palm/palm-lines.ts";
import { handPart } from "./hand-part.ts";
import type { ReadablePalm } from "./seen-palm.ts";

const photo = { width: 1536, height: 2048 };

/** Where a palm lies: its origin and its width in pixels, its thumb at the right unless mirrored, its turn in radians. */
type Palm = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isMirrored?: boolean;
  readonly turn?: number;
};

function placeOn(
  palm: Palm,
  { x, y }: { readonly x: number; readonly y: number },
): { x: number; y: number } {
  const [across, turn] = [palm.isMirrored ? -x : x, palm.turn ?? 0];
  return {
    x: palm.x + palm.width * (across * Math.cos(turn) - y * Math.sin(turn)),
    y: palm.y + palm.width * (across * Math.sin(turn) + y * Math.cos(turn)),
  };
}

/** A line between two places of a palm. */
function lineOn(
  palm: Palm,
  start: { readonly x: number; readonly y: number },
  end: { readonly x: number; readonly y: number },
  grade: TracedLine["grade"] = "clear",
): TracedLine {
  const place = (point: typeof start) => {
    const { x, y } = placeOn(palm, point);
    return { x: x / photo.width, y: y / photo.height };
  };
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

function sight(palm: Palm, change: Partial<PalmLines> = {}) {
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
  /** Fingertips and thumb of a spread hand, and its wrist. */
  const extremes = [
    { x: 0.1, y: -1.1 },
    { x: -0.7, y: -0.7 },
    { x: 1, y: 0.1 },
    { x: 0, y: 1 },
  ];
  test.each<Palm>([
    { x: 700, y: 900, width: 300 },
    { x: 700, y: 900, width: 300, isMirrored: true },
    { x: 700, y: 900, width: 300, turn: 1.2 },
    { x: 700, y: 900, width: 250, turn: Math.PI, isMirrored: true },
  ])("reaches past fingertips, thumb and wrist, and not much further: %j", (palm) => {
    const part = handPart(sight(palm), photo);
    if (!part) throw new Error("the photo is left whole");
    for (const extreme of extremes) {
      const { x, y } = placeOn(palm, extreme);
      expect(x).toBeGreaterThan(part.left);
      expect(x).toBeLessThan(part.left + part.width);
      expect(y).toBeGreaterThan(part.top);
      expect(y).toBeLessThan(part.top + part.height);
    }
    expect(part.width * part.height).toBeLessThan(14 * palm.width ** 2);
  });

  test("ends with the photo", () => {
    const part = handPart(sight({ x: 100, y: 1_800, width: 300 }), photo);
    expect(part).toMatchObject({ left: 0 });
    expect((part?.top ?? 0) + (part?.height ?? 0)).toBe(2048);
  });

  const wide = { x: 768, y: 1_000, width: 800 };
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
      "lines fit no palm",
      sight(palm, {
        head: {
          ...lineOn(palm, { x: 0.4, y: 0.4 }, { x: -0.2, y: 0.7 }),
          points: [
            { x: 0.1, y: 0.1 },
            { x: 0.9, y: 0.15 },
          ],
        },
      }),
    ],
  ])("is the whole photo where %s", (_why, seen) => {
    expect(handPart(seen, photo)).toBeUndefined();
  });
});
