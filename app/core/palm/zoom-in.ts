import { findHand, type HandSearch } from "./find-hand.ts";
import type { Point, RgbImage } from "./image.ts";
import type { PalmFrame } from "./palm-frame.ts";
import { showsSeveralHands } from "./several-hands.ts";

/** A picture, or the part of one, in which a hand was looked for. */
export type View = {
  readonly image: RgbImage;
  readonly search: HandSearch;
  /** Of the whole picture, where the view begins, pixels. */
  readonly corner: Point;
  /** There is another hand elsewhere in the whole picture. */
  readonly showsSeveral: boolean;
};

/** Palm circles below that are too coarse for telling fingers apart, pixels of the picture that is searched. */
const COARSE_RADIUS = 17;

/** Room round the palm, in radii of its circle: for the fingers and some background. */
const ROOM = 4;

/** Looks for the hand, and once more at close quarters when it is small in the picture. */
export function findView(image: RgbImage): View {
  const first = findHand(image);
  const showsSeveral = showsSeveralHands(first);
  const whole = { image, search: first, corner: { x: 0, y: 0 }, showsSeveral };
  const [hand] = whole.search.open;
  if (!hand?.frame || hand.circle.radius >= COARSE_RADIUS) return whole;

  const { circle, scale } = hand;
  const reach = ROOM * circle.radius * scale;
  const left = Math.max(0, Math.floor(circle.x * scale - reach));
  const top = Math.max(0, Math.floor(circle.y * scale - reach));
  const right = Math.min(image.width, Math.ceil(circle.x * scale + reach));
  const bottom = Math.min(image.height, Math.ceil(circle.y * scale + reach));
  const part = crop(image, left, top, right - left, bottom - top);
  const search = findHand(part);
  const isBetter = (search.open[0]?.score ?? 0) > 0.85 * hand.score;
  return isBetter ? { image: part, search, corner: { x: left, y: top }, showsSeveral } : whole;
}

/** The frame in the whole picture of one that was found in a view. */
export function toWhole(frame: PalmFrame, { corner }: Pick<View, "corner">): PalmFrame {
  return { ...frame, origin: { x: frame.origin.x + corner.x, y: frame.origin.y + corner.y } };
}

function crop(image: RgbImage, left: number, top: number, width: number, height: number): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * image.width + left) * 3;
    rgb.set(image.rgb.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, rgb };
}
