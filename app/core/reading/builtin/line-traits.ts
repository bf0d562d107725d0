import type { Point } from "../../palm/image.ts";
import type { LineKey, PalmLines, TracedLine } from "../../palm/palm-lines.ts";

export type HeartEnd =
  "heart_ends_index" | "heart_ends_between" | "heart_ends_middle" | "heart_ends_ring";
export type HeartCourse = "heart_curved" | "heart_gentle" | "heart_straight";
export type HeadStart = "head_joined" | "head_near" | "head_apart";
export type HeadCourse = "head_straight" | "head_gentle" | "head_sloping";
export type LifeArc = "life_wide" | "life_even" | "life_narrow";
export type FateStart = "fate_from_wrist" | "fate_from_moon" | "fate_from_life" | "fate_from_palm";

/** What a line is like, in the words of tradition. Each is a rule of the catalogues (line-rules.en.ts, line-rules.hi.ts). */
export type LineTrait =
  | HeartEnd
  | HeartCourse
  | "heart_long"
  | "heart_short"
  | "heart_broken"
  | HeadStart
  | HeadCourse
  | "head_long"
  | "head_short"
  | "head_broken"
  | LifeArc
  | "life_to_wrist"
  | "life_half"
  | "life_broken"
  | FateStart
  | "fate_to_finger"
  | "fate_broken";

/** Where on the palm a line begins or ends. */
export type PalmPlace =
  | "index"
  | "index_middle"
  | "middle"
  | "ring"
  | "little"
  | "thumb_index"
  | "moon"
  | "thumb_ball"
  | "wrist"
  | "centre";

/** Null where what was seen may not be the line's own beginning or end. */
type Ends = { readonly startsAt: PalmPlace | null; readonly endsAt: PalmPlace | null };
/** `ends` is null where the line fades too early for the place to mean anything. */
export type HeartTraits = Ends & { readonly ends: HeartEnd | null; readonly course: HeartCourse };
/** `start` is null unless the beginnings of head and life line were both seen. */
export type HeadTraits = Ends & { readonly start: HeadStart | null; readonly course: HeadCourse };
/** `arc` is null where too little of the line was seen. */
export type LifeTraits = Ends & { readonly arc: LifeArc | null };
export type FateTraits = Ends & { readonly start: FateStart };

/** A line that was seen, and everything that can be told of it, the most telling first. */
export type SeenLine<Traits> = Traits & {
  readonly grade: "clear" | "faint";
  readonly traits: readonly LineTrait[];
};

export type SeenLines = {
  readonly heart: SeenLine<HeartTraits> | null;
  readonly head: SeenLine<HeadTraits> | null;
  readonly life: SeenLine<LifeTraits> | null;
  readonly fate: SeenLine<FateTraits> | null;
};

/**
 * Thresholds, in the palm's frame (palm-lines.ts): palm widths, the thumb at +0.5, the wrist at about 0.95. The books
 * give words, not numbers: the borders of the fingers follow from the frame, the others lie round the courses of the
 * usual palm that lines are looked for on (heart: length 0.75, curvature 0.08; head: length 0.74, slope 0.67; life:
 * innermost at 0.13).
 */
/** Head and life line begin at the thumb's edge, the heart line at the other: further in, the beginning was not seen. */
const EDGE = 0.3;
const BELOW = { index: 0.2, between: 0.14, middle: 0.02, ring: -0.17 };
const HEART = { curved: 0.1, straight: 0.05, long: 0.8, short: 0.55 };
const HEAD = {
  joined: 0.05,
  near: 0.1,
  /** Down for each palm width across. */
  straight: 0.45,
  sloping: 0.8,
  long: 0.8,
  short: 0.5,
  /** As low as the mount of the Moon. */
  moon: 0.68,
};
const LIFE = {
  /** How far from the thumb's edge the arc's belly lies. */
  wide: 0.08,
  narrow: 0.17,
  toWrist: 0.8,
  half: 0.6,
};
const FATE = { wrist: 0.7, moon: -0.12, thumb: 0.08, finger: 0.3 };

/** What was seen of each line; null for one that was not. */
export function seenLinesOf(lines: PalmLines): SeenLines {
  return {
    heart: heartOf(lines.heart),
    head: headOf(lines.head, beginsAtThumb(lines.life) ? lines.headLifeGap : null),
    life: lifeOf(lines.life),
    fate: fateOf(lines.fate),
  };
}

function heartOf(line: TracedLine): SeenLines["heart"] {
  const seen = endsOf(line, (point) => point.x);
  if (!seen) return null;
  const { grade, from, to } = seen;
  const reached: HeartEnd =
    to.x > BELOW.index
      ? "heart_ends_index"
      : to.x > BELOW.between
        ? "heart_ends_between"
        : to.x > BELOW.middle
          ? "heart_ends_middle"
          : "heart_ends_ring";
  const ends = grade === "faint" && reached === "heart_ends_ring" ? null : reached;
  const course =
    line.curvature >= HEART.curved
      ? "heart_curved"
      : line.curvature <= HEART.straight
        ? "heart_straight"
        : "heart_gentle";
  return {
    grade,
    ends,
    course,
    startsAt: from.x <= -EDGE ? below(from) : null,
    endsAt: ends && below(to),
    traits: [
      course,
      ...(ends ? [ends] : []),
      ...broken("heart", line),
      ...(line.length >= HEART.long ? (["heart_long"] as const) : []),
      ...(isShort(line, HEART.short) ? (["heart_short"] as const) : []),
    ],
  };
}

function headOf(line: TracedLine, gap: number | null): SeenLines["head"] {
  const seen = endsOf(line, (point) => -point.x);
  if (!seen) return null;
  const { grade, from, to } = seen;
  const slope = (to.y - from.y) / Math.max(0.01, from.x - to.x);
  const course =
    slope < HEAD.straight ? "head_straight" : slope > HEAD.sloping ? "head_sloping" : "head_gentle";
  const isBegun = beginsAtThumb(line);
  const start: HeadStart | null =
    gap === null || !isBegun
      ? null
      : gap < HEAD.joined
        ? "head_joined"
        : gap < HEAD.near
          ? "head_near"
          : "head_apart";
  return {
    grade,
    start,
    course,
    startsAt: isBegun ? "thumb_index" : null,
    endsAt: to.y > HEAD.moon && to.x < 0 ? "moon" : below(to),
    traits: [
      ...(start ? [start] : []),
      course,
      ...broken("head", line),
      ...(line.length >= HEAD.long ? (["head_long"] as const) : []),
      ...(isShort(line, HEAD.short) ? (["head_short"] as const) : []),
    ],
  };
}

function lifeOf(line: TracedLine): SeenLines["life"] {
  const seen = endsOf(line, (point) => point.y);
  if (!seen) return null;
  const { grade, from, to } = seen;
  const isHalf = to.y < LIFE.half;
  const belly = innermost(from, to, line.curvature);
  const arc: LifeArc | null = isHalf
    ? null
    : belly < LIFE.wide
      ? "life_wide"
      : belly > LIFE.narrow
        ? "life_narrow"
        : "life_even";
  return {
    grade,
    arc,
    startsAt: beginsAtThumb(line) ? "thumb_index" : null,
    endsAt: to.y >= LIFE.toWrist ? "wrist" : isHalf ? "centre" : "thumb_ball",
    traits: [
      ...(arc ? [arc] : []),
      ...(isHalf ? (["life_half"] as const) : []),
      ...(to.y >= LIFE.toWrist ? (["life_to_wrist"] as const) : []),
      ...broken("life", line),
    ],
  };
}

function fateOf(line: TracedLine): SeenLines["fate"] {
  const seen = endsOf(line, (point) => -point.y);
  if (!seen) return null;
  const { grade, from, to } = seen;
  const [start, startsAt] =
    from.y < FATE.wrist
      ? (["fate_from_palm", "centre"] as const)
      : from.x < FATE.moon
        ? (["fate_from_moon", "moon"] as const)
        : from.x > FATE.thumb
          ? (["fate_from_life", "thumb_ball"] as const)
          : (["fate_from_wrist", "wrist"] as const);
  const reaches = to.y < FATE.finger;
  return {
    grade,
    start,
    startsAt,
    endsAt: reaches ? below(to) : "centre",
    traits: [
      start,
      ...(reaches && below(to) === "middle" ? (["fate_to_finger"] as const) : []),
      ...broken("fate", line),
    ],
  };
}

/** A seen line's ends, by where on the palm they lie: whoever traced it may have gone either way. */
function endsOf(line: TracedLine, order: (point: Point) => number) {
  const { grade, start, end } = line;
  if (grade === "none" || !start || !end) return undefined;
  const [from, to] = order(start) <= order(end) ? [start, end] : [end, start];
  return { grade, from, to };
}

function below({ x }: Point): PalmPlace {
  if (x > BELOW.index) return "index";
  if (x > BELOW.between) return "index_middle";
  if (x > BELOW.middle) return "middle";
  return x > BELOW.ring ? "ring" : "little";
}

/** Where an arc that opens towards the thumb comes furthest into the palm. */
function innermost(from: Point, to: Point, curvature: number): number {
  // The belly stands off the chord's middle by curvature × chord, square to it; this is that way's part along x.
  return (from.x + to.x) / 2 - curvature * Math.abs(to.y - from.y);
}

/** True for a head or life line whose beginning at the thumb's edge was seen. */
function beginsAtThumb({ grade, start, end }: TracedLine): boolean {
  return grade !== "none" && Math.max(start?.x ?? 0, end?.x ?? 0) >= EDGE;
}

/** A faint line may well go on where it can no longer be followed. */
function isShort({ grade, length }: TracedLine, least: number): boolean {
  return grade === "clear" && length < least;
}

/** A gap is told only of a line that is clear otherwise: in a faint one the eye or the photo makes gaps. */
function broken(key: LineKey, { grade, breaks }: TracedLine): LineTrait[] {
  return grade === "clear" && breaks > 0 ? [`${key}_broken`] : [];
}
