import type { HandFrame } from "./hand-frame.ts";
import type { Point } from "./image.ts";

/**
 * Where a palm may lie in a picture, in that picture's pixels. In its own frame `x` runs towards the thumb and `y`
 * towards the wrist, both in palm widths; the origin is near the roots of middle and ring finger.
 */
export type PalmFrame = {
  readonly origin: Point;
  /** Unit vector towards the thumb. */
  readonly across: Point;
  /** Unit vector towards the wrist. */
  readonly down: Point;
  /** One palm width, pixels. */
  readonly width: number;
  /** +1 when the thumb is at the viewer's right with the fingers up, −1 when at the left. */
  readonly thumbSide: 1 | -1;
};

/** Of the palm's frame, in pixels of the picture. */
export function toPicture({ origin, across, down, width }: PalmFrame, { x, y }: Point): Point {
  return {
    x: origin.x + width * (x * across.x + y * down.x),
    y: origin.y + width * (x * across.y + y * down.y),
  };
}

/** The way back from `toPicture`. */
export function toPalm({ origin, across, down, width }: PalmFrame, point: Point): Point {
  const dx = (point.x - origin.x) / width;
  const dy = (point.y - origin.y) / width;
  return { x: dx * across.x + dy * across.y, y: dx * down.x + dy * down.y };
}

/** The index finger's root stands higher than the little one's: so much is the row of roots tilted, radians. */
const ROW_TILT = 0.2;

/** How far the finger roots are from the palm circle's centre where neither is mistaken, palm widths. */
const ROOT_HEIGHT = 0.6;

/** The palm of a hand whose fingers were found; `scale` turns the frame's pixels into the picture's. */
export function palmOfHand(hand: HandFrame, scale: number): PalmFrame {
  const { fingers, circle, thumbSide, rootHeight, palmWidth } = hand;
  const index = fingers[0]?.base ?? circle;
  const little = fingers.at(-1)?.base ?? circle;
  const toIndex = unit({ x: index.x - little.x, y: index.y - little.y });
  const overRow =
    hand.up.x * -toIndex.y + hand.up.y * toIndex.x > 0
      ? { x: -toIndex.y, y: toIndex.x }
      : { x: toIndex.y, y: -toIndex.x };
  const tilted = unit({
    x: overRow.x + Math.tan(ROW_TILT) * toIndex.x,
    y: overRow.y + Math.tan(ROW_TILT) * toIndex.y,
  });
  const middles = fingers.length === 4 ? fingers.slice(1, 3) : fingers;
  const along = unit(sum(middles.map(({ direction }) => direction)));
  const up = unit({
    x: tilted.x + 0.7 * along.x + 0.7 * hand.up.x,
    y: tilted.y + 0.7 * along.y + 0.7 * hand.up.y,
  });
  // Between what the finger roots and what the palm's circle say: either alone moves from photo to photo.
  const height = 0.5 * (rootHeight + ROOT_HEIGHT * palmWidth);
  const roots = sum(fingers.map(({ base }) => ({ x: base.x, y: base.y })));
  const middle = { x: roots.x / fingers.length, y: roots.y / fingers.length };
  const origin = {
    x: middle.x - hand.up.x * (rootHeight - height),
    y: middle.y - hand.up.y * (rootHeight - height),
  };
  return frameOf({ x: origin.x * scale, y: origin.y * scale }, up, palmWidth * scale, thumbSide);
}

/** A frame from where its fingers point to. */
export function frameOf(origin: Point, up: Point, width: number, thumbSide: 1 | -1): PalmFrame {
  const right = { x: -up.y, y: up.x };
  return {
    origin,
    across: { x: right.x * thumbSide, y: right.y * thumbSide },
    down: { x: -up.x, y: -up.y },
    width,
    thumbSide,
  };
}

function sum(points: readonly Point[]): Point {
  return points.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }), {
    x: 0,
    y: 0,
  });
}

function unit({ x, y }: Point): Point {
  const length = Math.hypot(x, y);
  return length === 0 ? { x: 0, y: 0 } : { x: x / length, y: y / length };
}
