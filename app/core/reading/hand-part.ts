import type { Point } from "../palm/image.ts";
import { lineKeys, type TracedLine } from "../palm/palm-lines.ts";
import type { ReadablePalm } from "./seen-palm.ts";

/** A rectangle of a photo, pixels. */
export type PhotoPart = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** From the middle of the lines a fingertip is 1.5 palm widths away, whichever way up the hand is; the rest is margin. */
const REACH = 1.8;

/** Where lines of one palm disagree more about its width, nothing is known of it. */
const MOST_DISAGREEMENT = 1.5;

/** A photo that shows little else than the hand is better left whole. */
const MOST_SHARE = 0.85;

/** The part of a photo that shows the hand, by the lines that were traced on it; undefined for the whole photo. */
export function handPart(
  { lines }: ReadablePalm["sight"],
  photo: { readonly width: number; readonly height: number },
): PhotoPart | undefined {
  const seen = lines ? lineKeys.map((key) => lines[key]).filter(isSeen) : [];
  if (seen.length < 2 || seen.every(({ grade }) => grade !== "clear")) return undefined;
  const toPixels = ({ x, y }: Point) => ({ x: x * photo.width, y: y * photo.height });

  // Ends are known in pixels and in palm widths.
  const widths = seen
    .map(({ points: [first, ...rest], start, end }) => {
      const last = rest.at(-1);
      return first && last ? distance(toPixels(first), toPixels(last)) / distance(start, end) : NaN;
    })
    .sort((one, other) => one - other);
  const palmWidth = widths[Math.floor(widths.length / 2)] ?? NaN;
  const disagreement = (widths.at(-1) ?? NaN) / (widths[0] ?? NaN);
  if (!(palmWidth > 0 && disagreement <= MOST_DISAGREEMENT)) return undefined;

  const points = seen.flatMap((line) => line.points.map(toPixels));
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
  const across = span(middle.x, REACH * palmWidth, photo.width);
  const down = span(middle.y, REACH * palmWidth, photo.height);
  if (across.size * down.size > MOST_SHARE * photo.width * photo.height) return undefined;
  return { left: across.from, top: down.from, width: across.size, height: down.size };
}

type SeenLine = TracedLine & { readonly start: Point; readonly end: Point };

function isSeen(line: TracedLine): line is SeenLine {
  return line.grade !== "none" && line.start !== null && line.end !== null;
}

function span(middle: number, reach: number, most: number): { from: number; size: number } {
  const from = Math.max(0, Math.floor(middle - reach));
  return { from, size: Math.min(most, Math.ceil(middle + reach)) - from };
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
