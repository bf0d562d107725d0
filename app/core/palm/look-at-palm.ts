import type { Hand } from "../photos/photo.ts";
import type { PalmProblem } from "../reading/reading-failures.ts";
import { findClosedHand } from "./find-closed-hand.ts";
import { describeLines } from "./describe-lines.ts";
import type { FoundHand } from "./find-hand.ts";
import type { HandFrame } from "./hand-frame.ts";
import { type HandMeasures, measureHand } from "./hand-measures.ts";
import type { RgbImage } from "./image.ts";
import type { PalmLines } from "./palm-lines.ts";
import { closedHypotheses, palmHypotheses } from "./palm-hypotheses.ts";
import { measureLight, type PhotoLight } from "./photo-light.ts";
import { type PalmTracing, tracePalm } from "./trace-palm.ts";
import { whiteBalanced } from "./white-balance.ts";
import { findView, toWhole, type View } from "./zoom-in.ts";

/** A weakness of the photo that does not keep a palm from being read. */
export type PhotoNote = "blur" | "dark" | "cropped" | "fingers_closed" | "too_small";

/** What was seen on one photo. */
export type PalmSight =
  | { readonly kind: "refused"; readonly problem: PalmProblem }
  | {
      readonly kind: "seen";
      /** Which hand it looks like, palm towards the camera; null when that cannot be told. */
      readonly seems: Hand | null;
      readonly notes: readonly PhotoNote[];
      /** Null when the fingers could not be told apart well enough. */
      readonly measures: HandMeasures | null;
      /** Null for readings from before lines were traced, and where the palm's place was too unsure. */
      readonly lines: PalmLines | null;
    };

/** From where a hand counts as found: measured on real palms and on things that are none (docs/builtin-reader.md). */
const FOUND = { score: 0.35, quality: 0.38 };

/** A shape like a closed hand is one when so much is to be seen of its three main lines together. */
const CLOSED_LINES = 3.5;

/** Palms narrower than this show no lines, pixels of a picture of 1,400 on its longer side. */
const PALM_WIDTH = { least: 70, good: 130 };

/** Palms are refused beyond the first and get a note beyond the second. */
const LIGHT = {
  dark: { refused: 40, noted: 70 },
  washedOut: 0.2,
  edgeWidth: { refused: 0.075, noted: 0.05 },
};

/** A sight with what it rests on, for whoever judges how well the reader sees. */
export type PalmExamination = {
  readonly sight: PalmSight;
  readonly tracing: PalmTracing | undefined;
  readonly view: View;
};

/**
 * Finds the hand on a photo, judges whether it can be read, traces its lines and measures it. Deterministic: the same
 * pixels give the same answer.
 *
 * @param image upright, at most 1,400 pixels on its longer side
 * @param options.declared the hand that this is said to be; tips the scales where the photo leaves it open
 */
export function lookAtPalm(image: RgbImage, options: LookOptions = {}): PalmSight {
  return examinePalm(image, options).sight;
}

export type LookOptions = { readonly declared?: Hand };

/** Like `lookAtPalm`, and tells what it rests on. */
export function examinePalm(photo: RgbImage, options: LookOptions = {}): PalmExamination {
  const view = findView(photo);
  const asItIs = examineOpenHand(view, photo, options) ?? examineClosedHand(view, photo, options);
  if (asItIs) return asItIs;
  const balanced = whiteBalanced(photo);
  if (balanced) {
    // In blue or green light no skin has the colour of skin.
    const white = findView(balanced);
    const inWhiteLight =
      examineOpenHand(white, photo, options) ?? examineClosedHand(white, photo, options);
    if (inWhiteLight) return inWhiteLight;
  }
  const problem = problemOfPicture(photo) ?? "no_hand";
  return { sight: { kind: "refused", problem }, tracing: undefined, view };
}

/** @param photo by which the light is judged, whatever light the view shows it in */
function examineOpenHand(
  view: View,
  photo: RgbImage,
  { declared }: LookOptions,
): PalmExamination | undefined {
  const { image, search, showsSeveral } = view;
  const [open] = search.open;
  if (!open?.frame || open.score < FOUND.score || open.frame.quality < FOUND.quality) {
    return undefined;
  }
  if (showsSeveral) {
    return { sight: { kind: "refused", problem: "several_hands" }, tracing: undefined, view };
  }
  const tracing = tracePalm(image, palmHypotheses(search, declared));
  const { hand, handFrame, frame } = tracing?.hypothesis ?? {
    hand: open,
    handFrame: open.frame,
    frame: undefined,
  };
  const fingers = handFrame ?? open.frame;
  const palm = toPalm(hand, fingers.palmWidth, view);
  const light = measureLight(photo, palm);
  const problem = problemOf(hand, palm, light);
  if (problem) return { sight: { kind: "refused", problem }, tracing, view };
  const side = frame?.thumbSide ?? fingers.thumbSide;
  const withFour = fourFingers(hand, side, search.open) ?? fingers;
  const isSideSure = withFour.thumb && withFour.fingers.length === 4;
  const sight: PalmSight = {
    kind: "seen",
    seems: isSideSure ? (side === 1 ? "right" : "left") : null,
    notes: notesOf(light, palm.width, hand),
    measures: measureHand(withFour),
    lines: tracing ? linesOf(tracing, view, photo) : null,
  };
  return { sight, tracing, view };
}

/** @param photo by which the light is judged, whatever light the view shows it in */
function examineClosedHand(
  view: View,
  photo: RgbImage,
  { declared }: LookOptions,
): PalmExamination | undefined {
  const { image, search } = view;
  const closed = findClosedHand(image, search.closed);
  const hand = closed?.[0]?.hand;
  const tracing = closed && tracePalm(image, closedHypotheses(closed, declared));
  if (!hand || !tracing || tracing.palm.total < CLOSED_LINES) return undefined;
  const palm = toPalm(hand, 2.2 * hand.circle.radius, view);
  const light = measureLight(photo, palm);
  const problem = problemOf(hand, palm, light);
  if (problem) return { sight: { kind: "refused", problem }, tracing, view };
  const sight: PalmSight = {
    kind: "seen",
    seems: null,
    notes: ["fingers_closed", ...notesOf(light, palm.width, hand)],
    measures: null,
    lines: linesOf(tracing, view, photo),
  };
  return { sight, tracing, view };
}

function linesOf(tracing: PalmTracing, view: View, photo: RgbImage): PalmLines {
  return describeLines(tracing, toWhole(tracing.hypothesis.frame, view), photo);
}

/**
 * The likeliest way in which all four fingers were found on this palm. Lines often speak for one with three, but only
 * four can be measured.
 */
function fourFingers(
  { circle }: FoundHand,
  thumbSide: 1 | -1,
  hands: readonly FoundHand[],
): HandFrame | undefined {
  return hands
    .filter(
      (hand) =>
        Math.hypot(hand.circle.x - circle.x, hand.circle.y - circle.y) < 0.4 * circle.radius,
    )
    .flatMap(({ frames, score }) => frames.map((frame) => ({ frame, rank: frame.quality * score })))
    .filter(({ frame }) => frame.fingers.length === 4 && frame.thumbSide === thumbSide)
    .sort((one, other) => other.rank - one.rank)[0]?.frame;
}

type Palm = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
};

/** Of the whole photo, pixels. */
function toPalm({ circle, scale }: FoundHand, palmWidth: number, { corner }: View): Palm {
  return {
    x: corner.x + circle.x * scale,
    y: corner.y + circle.y * scale,
    radius: circle.radius * scale,
    width: palmWidth * scale,
  };
}

/** The first reason that keeps this palm from being read, in the order in which a person can mend it. */
function problemOf(
  { circle, mask }: FoundHand,
  palm: Palm,
  light: PhotoLight,
): PalmProblem | undefined {
  if (palm.width < PALM_WIDTH.least) return "too_small";
  const isCut =
    circle.x - circle.radius < -1 ||
    circle.y - circle.radius < -1 ||
    circle.x + circle.radius > mask.width ||
    circle.y + circle.radius > mask.height;
  if (isCut) return "cropped";
  return problemOfLight(light);
}

function problemOfLight(light: PhotoLight): PalmProblem | undefined {
  if (light.brightness < LIGHT.dark.refused) return "too_dark";
  if (light.washedOut > LIGHT.washedOut) return "overexposed";
  if (light.edgeWidth > LIGHT.edgeWidth.refused) return "too_blurred";
  return undefined;
}

function notesOf(light: PhotoLight, palmWidth: number, { fingers }: FoundHand): PhotoNote[] {
  return [
    ...(light.edgeWidth > LIGHT.edgeWidth.noted ? (["blur"] as const) : []),
    ...(light.brightness < LIGHT.dark.noted ? (["dark"] as const) : []),
    ...(fingers.some(({ tipIsOnFrame }) => tipIsOnFrame) ? (["cropped"] as const) : []),
    ...(palmWidth < PALM_WIDTH.good ? (["too_small"] as const) : []),
  ];
}

/** Where no hand is found, the light may be why. */
function problemOfPicture(image: RgbImage): PalmProblem | undefined {
  const side = Math.min(image.width, image.height);
  const light = measureLight(image, {
    x: image.width / 2,
    y: image.height / 2,
    radius: side / 4,
    width: side / 3,
  });
  const problem = problemOfLight(light);
  // Skies and paper are bright; that alone says nothing of a hand.
  return problem === "overexposed" ? undefined : problem;
}
