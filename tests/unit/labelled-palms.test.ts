import { existsSync, readdirSync, readFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import type { Point } from "#core/palm/image.ts";
import type { LineKey } from "#core/palm/palm-lines.ts";
import { lineDistance } from "../support/line-distance.ts";
import { lookAt } from "../support/look-at.ts";

/** Photos of palms with lines that a person has drawn; they are not part of the project. */
const folder = "../shared/data/palms";
const isThere = existsSync(`${folder}/labels.json`);
if (!isThere) console.warn(`left out: no labelled photos at ${folder}`);

type Labels = {
  photos: Record<
    string,
    { thumbSide: string; lines: Record<string, { conf: number; pts: [number, number][] }> }
  >;
};

/** The hands of these photos are seen whole and well; how far each line may be from its label, palm widths. */
const photos = [
  ["palm-03", 107],
  ["palm-05", 223],
  ["palm-07", 146],
  ["palm-09", 160],
] as const;

describe.skipIf(!isThere)("labelled photos", { timeout: 60_000 }, () => {
  test.each(photos)("%s: every line is where a person drew it", async (name, palmWidth) => {
    const apart = await distancesOn(name, palmWidth);
    for (const key of ["heart", "head", "life"] as const) {
      const distance = apart(key);
      if (distance !== undefined) expect(distance, key).toBeLessThan(0.045);
    }
  });

  test("palm-17: a heart line that is cut short by the outline is found as far as the edge", async () => {
    expect((await distancesOn("palm-17", 181))("heart")).toBeLessThan(0.055);
  });

  test("palm-07: the life line does not run over into the fate line beside it", async () => {
    const apart = await distancesOn("palm-07", 146, (photo) => photo.jpeg({ quality: 60 }));
    expect(apart("life")).toBeLessThan(0.03);
    expect(apart("fate")).toBeLessThan(0.03);
  });

  test.each([0, 90, 180, 270])(
    "palm-01: a closed hand is seen whichever way it lies, turned by %i°",
    async (degrees) => {
      const upright = await sharp(fileOf("palm-01"))
        .autoOrient()
        .resize(1400, 1400, { fit: "inside" })
        .toBuffer();
      const turned = await sharp(upright).rotate(degrees).jpeg({ quality: 60 }).toBuffer();
      expect(await lookAt(turned)).toMatchObject({ kind: "seen", notes: ["fingers_closed"] });
    },
  );

  test.each(readdirSync(isThere ? folder : ".").filter((file) => /^neg-(0[3579]|1)/.test(file)))(
    "%s is no palm",
    async (file) => {
      expect(await lookAt(`${folder}/${file}`)).toMatchObject({ kind: "refused" });
    },
  );
});

function fileOf(name: string): string {
  return `${folder}/${readdirSync(folder).find((entry) => entry.startsWith(`${name}-`)) ?? ""}`;
}

/**
 * Looks at a photo as it is, or changed, and gives how far each line is from its label, palm widths; undefined where
 * the label is not sure.
 */
async function distancesOn(
  name: string,
  palmWidth: number,
  change?: (photo: Sharp) => Sharp,
): Promise<(key: LineKey) => number | undefined> {
  const { photos: labels } = JSON.parse(readFileSync(`${folder}/labels.json`, "utf8")) as Labels;
  const file = fileOf(name);
  const { width, height } = (await sharp(file).metadata()).autoOrient;
  const sight = await lookAt(change ? await change(sharp(file)).toBuffer() : file);
  if (sight.kind !== "seen" || !sight.lines) throw new Error(`${name} was not seen`);
  const { lines } = sight;
  const inWidths = ({ x, y }: Point) => ({
    x: (x * width) / palmWidth,
    y: (y * height) / palmWidth,
  });
  return (key) => {
    const label = labels[name]?.lines[key];
    if (!label || label.conf < 0.45) return undefined;
    const drawn = label.pts.map(([x, y]) => inWidths({ x, y }));
    return lineDistance(lines[key].points.map(inWidths), drawn);
  };
}
