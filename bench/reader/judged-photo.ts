import { readdir, readFile } from "node:fs/promises";
import type { RgbImage } from "#core/palm/image.ts";
import type { LineKey } from "#core/palm/palm-lines.ts";
import type { Hand } from "#core/photos/photo.ts";
import { decodeForSight } from "#platform/readers/decode-for-sight.ts";

export type JudgedLine = {
  readonly confidence: number;
  /** 0–1 of the upright photo. */
  readonly points: readonly (readonly [number, number])[];
};

export type JudgedLines = Readonly<Partial<Record<LineKey, JudgedLine>>>;

/** A photo of which a person, or its drawing, has said what is on it. */
export type JudgedPhoto = {
  readonly name: string;
  readonly isPalm: boolean;
  readonly hand: Hand | undefined;
  readonly lines: JudgedLines;
  /** Pixels of the decoded picture, by what is known of the photo and not by what the reader found. */
  readonly palmWidth: ((image: RgbImage) => number | undefined) | undefined;
  readonly load: () => Promise<RgbImage>;
};

type Labels = {
  readonly photos: Readonly<
    Record<
      string,
      {
        thumbSide: Hand;
        lines: Partial<Record<LineKey, { conf: number; pts: [number, number][] }>>;
      }
    >
  >;
};

/** Real photos of a folder with a `labels.json`; empty when there is none. */
export async function realPhotos(folder: string): Promise<JudgedPhoto[]> {
  let labels: Labels;
  try {
    labels = JSON.parse(await readFile(`${folder}/labels.json`, "utf8")) as Labels;
  } catch {
    return [];
  }
  const files = (await readdir(folder)).filter((name) => /\.(jpe?g|png)$/i.test(name)).sort();
  return files.map((file) => {
    const name = /^[a-z]+-\d+/.exec(file)?.[0] ?? file;
    const label = labels.photos[name];
    const lines: JudgedLines = Object.fromEntries(
      Object.entries(label?.lines ?? {}).map(([key, { conf, pts }]) => [
        key,
        { confidence: conf, points: pts },
      ]),
    );
    return {
      name,
      isPalm: name.startsWith("palm"),
      hand: label?.thumbSide,
      lines,
      palmWidth: (image) => widthByLabels(lines, image),
      load: () => decodeForSight(`${folder}/${file}`),
    };
  });
}

/**
 * The heart line begins at one edge of the palm, the head line (or the life line, close to it) at the other: between
 * the beginnings of two lines that a person drew there are 0.87 palm widths. Undefined where they were not labelled.
 */
export function widthByLabels(
  { heart, head, life }: JudgedLines,
  { width, height }: RgbImage,
): number | undefined {
  const outer = heart?.points[0];
  const inner = (head ?? life)?.points[0];
  if (!outer || !inner) return undefined;
  return Math.hypot((outer[0] - inner[0]) * width, (outer[1] - inner[1]) * height) / 0.87;
}
