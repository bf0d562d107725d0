import { mkdir } from "node:fs/promises";
import sharp from "sharp";
import type { PalmExamination } from "#core/palm/look-at-palm.ts";
import type { Point, RgbImage } from "#core/palm/image.ts";
import { toPicture } from "#core/palm/palm-frame.ts";
import { type LineKey, lineKeys } from "#core/palm/palm-lines.ts";
import { toWhole } from "#core/palm/zoom-in.ts";
import type { JudgedPhoto } from "./judged-photo.ts";

const TILE = 420;
const CAPTION = 34;
const COLUMNS = 4;

const colours: Readonly<Record<LineKey, string>> = {
  heart: "#ff2d55",
  head: "#2f9bff",
  life: "#2ee66b",
  fate: "#ffb000",
};

/** One photo with what was seen (solid: clear, dashed: faint, dotted: not shown) over what was said (white). */
export async function drawTile(
  image: RgbImage,
  photo: JudgedPhoto,
  { sight, tracing, view }: PalmExamination,
  caption: string,
): Promise<Buffer> {
  const frame = tracing ? toWhole(tracing.hypothesis.frame, view) : undefined;
  const box = frame ? boxRound(image, frame) : { left: 0, top: 0, ...image };
  const scale = Math.min(TILE / box.width, TILE / box.height);
  const place = ({ x, y }: Point) =>
    `${((x - box.left) * scale).toFixed(1)} ${((y - box.top) * scale).toFixed(1)}`;
  const path = (points: readonly Point[], style: string) =>
    points.length > 1 ? `<path d="M${points.map(place).join("L")}" fill="none" ${style}/>` : "";
  const marks = [
    ...Object.values(photo.lines).map(({ points, confidence }) =>
      path(
        points.map(([x, y]) => ({ x: x * image.width, y: y * image.height })),
        `stroke="#fff" stroke-width="4" stroke-opacity="${confidence >= 0.45 ? 0.55 : 0.25}"`,
      ),
    ),
    ...(tracing
      ? lineKeys.map((key) => {
          const trace = tracing.traces[key];
          const grade = sight.kind === "seen" ? sight.lines?.[key].grade : "none";
          const dash = grade === "clear" ? "" : grade === "faint" ? "7 4" : "1 4";
          return path(
            trace.points
              .slice(trace.from, trace.to)
              .map((point) => toPicture(toWhole(tracing.hypothesis.frame, view), point)),
            `stroke="${colours[key]}" stroke-width="1.6" stroke-dasharray="${dash}"`,
          );
        })
      : []),
    ...(frame
      ? [
          [
            [-0.5, 0],
            [0.5, 0],
            [0.5, 1],
            [-0.5, 1],
            [-0.5, 0],
          ],
          [
            [0.5, 0.25],
            [0.75, 0.25],
          ],
        ].map((corners) =>
          path(
            corners.map(([x = 0, y = 0]) => toPicture(frame, { x, y })),
            'stroke="#ff0" stroke-opacity=".5" stroke-width="1"',
          ),
        )
      : []),
  ];
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const picture = await sharp(image.rgb, {
    raw: { width: image.width, height: image.height, channels: 3 },
  })
    .extract({ left: box.left, top: box.top, width: box.width, height: box.height })
    .resize(width, height, { fit: "fill" })
    .composite([
      {
        input: Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">${marks.join("")}</svg>`,
        ),
      },
    ])
    .png()
    .toBuffer();
  const text = caption
    .split("\n")
    .map((line, i) => `<text x="4" y="${String(13 + 14 * i)}">${escape(line)}</text>`)
    .join("");
  return sharp({
    create: { width: TILE, height: TILE + CAPTION, channels: 3, background: "#16181c" },
  })
    .composite([
      { input: picture, left: 0, top: CAPTION },
      {
        input: Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${String(TILE)}" height="${String(CAPTION)}" font-family="sans-serif" font-size="11" fill="#fff">${text}</svg>`,
        ),
        left: 0,
        top: 0,
      },
    ])
    .png()
    .toBuffer();
}

/** Puts tiles onto one sheet. */
export async function writeSheet(file: string, tiles: readonly Buffer[]): Promise<void> {
  if (tiles.length === 0) return;
  await mkdir("bench/results", { recursive: true });
  const rows = Math.ceil(tiles.length / COLUMNS);
  await sharp({
    create: {
      width: Math.min(COLUMNS, tiles.length) * TILE,
      height: rows * (TILE + CAPTION),
      channels: 3,
      background: "#000",
    },
  })
    .composite(
      tiles.map((input, i) => ({
        input,
        left: (i % COLUMNS) * TILE,
        top: Math.floor(i / COLUMNS) * (TILE + CAPTION),
      })),
    )
    .png()
    .toFile(file);
}

function boxRound(image: RgbImage, frame: Parameters<typeof toPicture>[0]) {
  const centre = toPicture(frame, { x: 0, y: 0.35 });
  const reach = 1.2 * frame.width;
  const left = Math.max(0, Math.min(image.width - 2, Math.floor(centre.x - reach)));
  const top = Math.max(0, Math.min(image.height - 2, Math.floor(centre.y - reach)));
  return {
    left,
    top,
    width: Math.max(2, Math.min(image.width, Math.ceil(centre.x + reach)) - left),
    height: Math.max(2, Math.min(image.height, Math.ceil(centre.y + reach)) - top),
  };
}

const escape = (text: string) => text.replace(/[&<>]/g, (c) => `&#${String(c.charCodeAt(0))};`);
