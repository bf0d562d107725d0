import type { Point } from "../palm/image.ts";
import { lineKeys } from "../palm/palm-lines.ts";
import type { ReadablePalm } from "./seen-palm.ts";

/** A rectangle of a photo, pixels. */
export type PhotoPart = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Where a hand with spread fingers ends, in the palm's frame (palm-lines.ts), with a margin of half a palm. */
const HAND = { tips: -1.5, wrist: 1.5, thumb: 1.45, little: -1.1 };

/** A palm is turned and seen from the side, but not drawn out more than this; else its lines were misread. */
const MOST_SKEW = 1.8;

/** A photo that shows little else than the hand is better left whole. */
const MOST_SHARE = 0.85;

/** The part of a photo that shows the hand, by the lines that were traced on it; undefined for the whole photo. */
export function handPart(
  { lines }: ReadablePalm["sight"],
  photo: { readonly width: number; readonly height: number },
): PhotoPart | undefined {
  const seen = lines
    ? lineKeys.map((key) => lines[key]).filter(({ grade }) => grade !== "none")
    : [];
  if (seen.length < 2 || seen.every(({ grade }) => grade !== "clear")) return undefined;
  // The ends of a line are known in the palm's frame and in the photo.
  const pairs = seen.flatMap(({ start, end, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    if (!start || !end || !first || !last) return [];
    return [
      { palm: start, pixel: toPixel(first, photo) },
      { palm: end, pixel: toPixel(last, photo) },
    ];
  });
  const place = fitPlace(pairs);
  if (!place) return undefined;

  const corners = [HAND.tips, HAND.wrist].flatMap((y) =>
    [HAND.thumb, HAND.little].map((x) => place({ x, y })),
  );
  const across = span(
    corners.map(({ x }) => x),
    photo.width,
  );
  const down = span(
    corners.map(({ y }) => y),
    photo.height,
  );
  if (across.size * down.size > MOST_SHARE * photo.width * photo.height) return undefined;
  return { left: across.from, top: down.from, width: across.size, height: down.size };
}

type Pair = { readonly palm: Point; readonly pixel: Point };

/** The linear way from the palm's frame into the photo that fits best; mirrored and tilted palms have one as well. */
function fitPlace(pairs: readonly Pair[]): ((point: Point) => Point) | undefined {
  const from = middleOf(pairs.map(({ palm }) => palm));
  const to = middleOf(pairs.map(({ pixel }) => pixel));
  let [xx, xy, yy] = [0, 0, 0];
  const sums = { xToX: 0, yToX: 0, xToY: 0, yToY: 0 };
  for (const { palm, pixel } of pairs) {
    const [x, y] = [palm.x - from.x, palm.y - from.y];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    sums.xToX += x * (pixel.x - to.x);
    sums.yToX += y * (pixel.x - to.x);
    sums.xToY += x * (pixel.y - to.y);
    sums.yToY += y * (pixel.y - to.y);
  }
  const determinant = xx * yy - xy * xy;
  const solve = (byX: number, byY: number): Point => ({
    x: (byX * yy - byY * xy) / determinant,
    y: (byY * xx - byX * xy) / determinant,
  });
  const toX = solve(sums.xToX, sums.yToX);
  const toY = solve(sums.xToY, sums.yToY);
  const [across, down] = [Math.hypot(toX.x, toY.x), Math.hypot(toX.y, toY.y)];
  const skew = Math.max(across / down, down / across);
  if (!(skew <= MOST_SKEW)) return undefined;
  return ({ x, y }) => ({
    x: to.x + toX.x * (x - from.x) + toX.y * (y - from.y),
    y: to.y + toY.x * (x - from.x) + toY.y * (y - from.y),
  });
}

function span(values: readonly number[], most: number): { from: number; size: number } {
  const from = Math.max(0, Math.floor(Math.min(...values)));
  return { from, size: Math.min(most, Math.ceil(Math.max(...values))) - from };
}

function toPixel({ x, y }: Point, { width, height }: { width: number; height: number }): Point {
  return { x: x * width, y: y * height };
}

function middleOf(points: readonly Point[]): Point {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
}
