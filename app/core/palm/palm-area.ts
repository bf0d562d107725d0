import { distanceToOutside } from "./distance-transform.ts";
import type { FoundHand } from "./find-hand.ts";
import type { Mask } from "./image.ts";
import { close, open } from "./morphology.ts";
import { type PalmFrame, toPicture } from "./palm-frame.ts";

/** Cracks in a mask are creases: closed up to so many pixels of the picture that was searched. */
const CRACK = 2;

/** Thicker than a finger, so that gaps between fingers are not taken for lines; in radii of the palm's circle. */
const PALM_ONLY = 0.43;

/** Where most masks agree that there is a hand, in the picture that was searched. */
export function agreedMask(hand: FoundHand, consensus: Float32Array): Mask {
  const { width, height } = hand.mask;
  const at = Math.round(hand.circle.y) * width + Math.round(hand.circle.x);
  const most = consensus[at] ?? 0;
  const inside = Uint8Array.from(consensus, (share) => (share > 0 && share >= 0.5 * most ? 1 : 0));
  return close({ width, height, inside }, CRACK);
}

/** The hand without its fingers, by the size of its palm's circle. */
export function palmOnly(mask: Mask, radius: number): Mask {
  return { ...mask, inside: open(mask, distanceToOutside(mask), PALM_ONLY * radius) };
}

/** Places that are on every palm, and beyond its little finger's side, in the palm's frame. */
const onPalm = [-0.4, -0.2, 0, 0.2, 0.36].flatMap((x) =>
  [0.08, 0.25, 0.42, 0.6, 0.8].map((y) => ({ x, y })),
);
const besidePalm = [0.1, 0.25, 0.4, 0.55, 0.7].map((y) => ({ x: -0.66, y }));

/** 0–1: how well a frame fits to where the hand is. */
export function fitOf(frame: PalmFrame, { width, height, inside }: Mask, scale: number): number {
  const isHand = (place: { x: number; y: number }) => {
    const { x, y } = toPicture(frame, place);
    const [column, row] = [Math.round(x / scale - 0.5), Math.round(y / scale - 0.5)];
    const isIn = column >= 0 && row >= 0 && column < width && row < height;
    return isIn && inside[row * width + column] === 1;
  };
  const covered = onPalm.filter(isHand).length / onPalm.length;
  const outside = besidePalm.filter((place) => !isHand(place)).length / besidePalm.length;
  return covered * (0.5 + 0.5 * outside);
}
