import { drawPalm, type DrawnPalm } from "#tests/support/drawn-palm.ts";
import { decodeForSight } from "#platform/readers/decode-for-sight.ts";
import type { JudgedPhoto } from "./judged-photo.ts";

const grounds = ["plain", "gradient", "check", "wood", "clutter"] as const;

/** Drawn hands of every tone, ground, turn and side, with creases of one contrast. */
export async function drawnPhotos(contrast: number, count: number): Promise<JudgedPhoto[]> {
  const photos: JudgedPhoto[] = [];
  for (let i = 0; i < count; i += 1) {
    const options: DrawnPalm = {
      seed: i + 1,
      hand: i % 2 ? "right" : "left",
      contrast,
      fate: i % 3 === 0,
      tone: i % 6,
      ground: grounds[i % grounds.length] ?? "plain",
      turn: [0, -20, 15, 90, 35, 180, -8, 270][(i * 3) % 8] ?? 0,
      noise: 1 + (i % 4),
      quality: [88, 70, 92, 50][i % 4] ?? 88,
      side: [900, 700, 1200][i % 3] ?? 900,
    };
    const { jpeg, width, height, lines, palmWidth, hand } = await drawPalm(options);
    photos.push({
      name: `drawn-${String(Math.round(contrast * 100))}-${String(i + 1).padStart(2, "0")}`,
      isPalm: true,
      hand,
      palmWidth: () => palmWidth,
      lines: Object.fromEntries(
        Object.entries(lines).map(([key, points]) => [
          key,
          { confidence: 1, points: points.map(({ x, y }) => [x, y] as const) },
        ]),
      ),
      load: async () => {
        const image = await decodeForSight(jpeg);
        if (image.width !== width || image.height !== height) throw new Error("another size");
        return image;
      },
    });
  }
  return photos;
}
