import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { drawPalm, type DrawnPalm, type DrawnPhoto, type Spot } from "#tests/support/drawn-palm.ts";
import { lineDistance } from "#tests/support/line-distance.ts";
import { lookAt } from "#tests/support/look-at.ts";
import { type LineKey, lineKeys, type PalmLines } from "./palm-lines.ts";

const main = ["heart", "head", "life"] as const;

async function linesOn(jpeg: Buffer): Promise<PalmLines> {
  const sight = await lookAt(jpeg);
  if (sight.kind !== "seen" || !sight.lines) throw new Error("no palm was seen");
  return sight.lines;
}

/** Between two courses on one photo, palm widths. */
function apart(
  one: readonly Spot[],
  other: readonly Spot[],
  { width, height, palmWidth }: DrawnPhoto,
): number {
  const inWidths = ({ x, y }: Spot) => ({
    x: (x * width) / palmWidth,
    y: (y * height) / palmWidth,
  });
  return lineDistance(one.map(inWidths), other.map(inWidths));
}

describe("lines on drawn palms", { timeout: 60_000 }, () => {
  test.each<[string, DrawnPalm]>([
    ["a light skin before a check", { seed: 3, tone: 0, ground: "check" }],
    ["a brown skin on wood, upside down", { seed: 4, tone: 3, ground: "wood", turn: 180 }],
    ["a dark skin, right hand, turned", { seed: 5, tone: 5, hand: "right", turn: 90 }],
    ["a small and noisy picture", { seed: 8, tone: 2, side: 640, noise: 4, ground: "gradient" }],
  ])("are found where they were drawn at a contrast of 8 %%: %s", async (_name, options) => {
    const photo = await drawPalm({ contrast: 0.08, ...options });
    const lines = await linesOn(photo.jpeg);
    for (const key of main) {
      expect(lines[key].grade, key).not.toBe("none");
      expect(apart(lines[key].points, photo.lines[key] ?? [], photo), key).toBeLessThan(0.06);
    }
    expect(lines.fate.grade).not.toBe("clear");
  });

  test("are told in the palm's own frame, from where they begin", async () => {
    const lines = await linesOn((await drawPalm({ seed: 7, contrast: 0.16, fate: true })).jpeg);
    expect(lines.heart.start?.x).toBeLessThan(lines.heart.end?.x ?? NaN);
    expect(lines.head.start?.x).toBeGreaterThan(lines.head.end?.x ?? NaN);
    expect(lines.life.start?.y).toBeLessThan(lines.life.end?.y ?? NaN);
    expect(lines.fate.start?.y).toBeGreaterThan(lines.fate.end?.y ?? NaN);
    expect(lines.life.curvature).toBeGreaterThan(0.1);
    expect(lines.headLifeGap).toBeLessThan(0.2);
  });

  test("have no gap because the outline of the hand hides where they begin", async () => {
    const { heart } = await linesOn((await drawPalm({ seed: 7, tone: 1, contrast: 0.16 })).jpeg);
    expect(heart).toMatchObject({ grade: "clear", breaks: 0 });
    expect(heart.start?.x).toBeLessThan(-0.43);
  });

  test.each([
    ["a light", { seed: 1, tone: 0 }],
    ["a brown", { seed: 7, tone: 3, ground: "clutter" as const }],
    ["a dark", { seed: 9, tone: 5, noise: 5, quality: 50 }],
  ])("none is called clear on %s palm on which none was drawn", async (_name, options) => {
    const lines = await linesOn((await drawPalm({ ...options, contrast: 0 })).jpeg);
    for (const key of lineKeys) expect(lines[key].grade, key).not.toBe("clear");
  });
});

describe("lines on a photo that was changed", { timeout: 60_000 }, () => {
  let photo: DrawnPhoto;
  let lines: PalmLines;
  beforeAll(async () => {
    photo = await drawPalm({ seed: 2, contrast: 0.16, side: 800 });
    lines = await linesOn(photo.jpeg);
  });

  test.each<[string, (picture: Sharp) => Sharp, (spot: Spot) => Spot]>([
    ["mirrored", (p) => p.flop(), ({ x, y }) => ({ x: 1 - x, y })],
    ["turned by a quarter", (p) => p.rotate(90), ({ x, y }) => ({ x: y, y: 1 - x })],
    ["turned upside down", (p) => p.rotate(180), ({ x, y }) => ({ x: 1 - x, y: 1 - y })],
    ["darkened", (p) => p.linear(0.45, 0), (spot) => spot],
    ["compressed", (p) => p.jpeg({ quality: 25 }), (spot) => spot],
  ])("are the same: %s", async (_name, change, back) => {
    const changed = await change(sharp(photo.jpeg)).toBuffer();
    const found = await linesOn(changed);
    for (const key of main satisfies readonly LineKey[]) {
      const points = found[key].points.map(back);
      expect(apart(points, lines[key].points, photo), key).toBeLessThan(0.03);
    }
  });
});
