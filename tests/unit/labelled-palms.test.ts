import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Point } from "#core/palm/image.ts";
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
    const { photos: labels } = JSON.parse(readFileSync(`${folder}/labels.json`, "utf8")) as Labels;
    const file = readdirSync(folder).find((entry) => entry.startsWith(`${name}-`)) ?? "";
    const { width, height } = await sizeOf(`${folder}/${file}`);
    const sight = await lookAt(`${folder}/${file}`);
    if (sight.kind !== "seen" || !sight.lines) throw new Error(`${name} was not seen`);
    const inWidths = ({ x, y }: Point) => ({
      x: (x * width) / palmWidth,
      y: (y * height) / palmWidth,
    });
    for (const key of ["heart", "head", "life"] as const) {
      const label = labels[name]?.lines[key];
      if (!label || label.conf < 0.45) continue;
      const drawn = label.pts.map(([x, y]) => inWidths({ x, y }));
      expect(lineDistance(sight.lines[key].points.map(inWidths), drawn), key).toBeLessThan(0.045);
    }
  });

  test("palm-17: a heart line that is cut short by the outline is found as far as the edge", async () => {
    const file = readdirSync(folder).find((entry) => entry.startsWith("palm-17-")) ?? "";
    const { photos: labels } = JSON.parse(readFileSync(`${folder}/labels.json`, "utf8")) as Labels;
    const { width, height } = await sizeOf(`${folder}/${file}`);
    const sight = await lookAt(`${folder}/${file}`);
    if (sight.kind !== "seen" || !sight.lines) throw new Error("palm-17 was not seen");
    const inWidths = ({ x, y }: Point) => ({ x: (x * width) / 181, y: (y * height) / 181 });
    const label = (labels["palm-17"]?.lines["heart"]?.pts ?? []).map(([x, y]) => ({ x, y }));
    const drawn = label.map(inWidths);
    expect(lineDistance(sight.lines.heart.points.map(inWidths), drawn)).toBeLessThan(0.055);
  });

  test("palm-07: the life line does not run over into the fate line beside it", async () => {
    const file = readdirSync(folder).find((entry) => entry.startsWith("palm-07-")) ?? "";
    const { photos: labels } = JSON.parse(readFileSync(`${folder}/labels.json`, "utf8")) as Labels;
    const { default: sharp } = await import("sharp");
    const photo = await sharp(`${folder}/${file}`).jpeg({ quality: 60 }).toBuffer();
    const { width, height } = await sizeOf(`${folder}/${file}`);
    const sight = await lookAt(photo);
    if (sight.kind !== "seen" || !sight.lines) throw new Error("palm-07 was not seen");
    const inWidths = ({ x, y }: Point) => ({ x: (x * width) / 146, y: (y * height) / 146 });
    for (const key of ["life", "fate"] as const) {
      const drawn = (labels["palm-07"]?.lines[key]?.pts ?? []).map(([x, y]) => inWidths({ x, y }));
      expect(lineDistance(sight.lines[key].points.map(inWidths), drawn), key).toBeLessThan(0.03);
    }
  });

  test.each([0, 90, 180, 270])(
    "palm-01: a closed hand is seen whichever way it lies, turned by %i°",
    async (degrees) => {
      const file = readdirSync(folder).find((entry) => entry.startsWith("palm-01-")) ?? "";
      const { default: sharp } = await import("sharp");
      const upright = await sharp(`${folder}/${file}`)
        .autoOrient()
        .resize(1400, 1400, { fit: "inside" })
        .toBuffer();
      const sight = await lookAt(
        await sharp(upright).rotate(degrees).jpeg({ quality: 60 }).toBuffer(),
      );
      expect(sight).toMatchObject({ kind: "seen", notes: ["fingers_closed"] });
    },
  );

  test.each(readdirSync(isThere ? folder : ".").filter((file) => /^neg-(0[3579]|1)/.test(file)))(
    "%s is no palm",
    async (file) => {
      expect(await lookAt(`${folder}/${file}`)).toMatchObject({ kind: "refused" });
    },
  );
});

async function sizeOf(file: string): Promise<{ width: number; height: number }> {
  const { default: sharp } = await import("sharp");
  const { autoOrient } = await sharp(file).metadata();
  return autoOrient;
}
