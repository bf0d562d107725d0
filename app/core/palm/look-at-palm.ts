import type { Hand } from "../photos/photo.ts";
import type { PalmProblem } from "../reading/reading-failures.ts";
import { recogniseClosedHand } from "./closed-hand.ts";
import { findHand, type FoundHand } from "./find-hand.ts";
import { type HandMeasures, measureHand } from "./hand-measures.ts";
import type { RgbImage } from "./image.ts";
import type { PalmLines } from "./palm-lines.ts";
import { measureLight, type PhotoLight } from "./photo-light.ts";

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

/** Palms narrower than this show no lines, pixels of a picture of 1,400 on its longer side. */
const PALM_WIDTH = { least: 70, good: 130 };

/** Palms are refused beyond the first and get a note beyond the second. */
const LIGHT = {
  dark: { refused: 40, noted: 70 },
  washedOut: 0.2,
  edgeWidth: { refused: 0.075, noted: 0.05 },
};

/**
 * Finds the hand on a photo, judges whether it can be read, and measures it. Deterministic: the same pixels give the
 * same answer.
 *
 * @param image upright, at most 1,400 pixels on its longer side
 * @param options.declared the hand that this is said to be; tips the scales where the photo leaves it open
 */
export function lookAtPalm(
  image: RgbImage,
  _options: { readonly declared?: Hand } = {},
): PalmSight {
  const { open, closed } = findHand(image);
  if (open?.frame && open.score >= FOUND.score && open.frame.quality >= FOUND.quality) {
    const { frame } = open;
    const palm = toPalm(open, frame.palmWidth);
    const light = measureLight(image, palm);
    const problem = problemOf(open, palm, light);
    if (problem) return { kind: "refused", problem };
    return {
      kind: "seen",
      seems:
        frame.thumb && frame.fingers.length === 4
          ? frame.thumbSide === 1
            ? "right"
            : "left"
          : null,
      notes: notesOf(light, palm.width, open),
      measures: measureHand(frame),
      lines: null,
    };
  }

  const hand = closed[0];
  if (hand && isClosedHand(image, closed)) {
    const palm = toPalm(hand, 2.2 * hand.circle.radius);
    const light = measureLight(image, palm);
    const problem = problemOf(hand, palm, light);
    if (problem) return { kind: "refused", problem };
    return {
      kind: "seen",
      seems: null,
      notes: ["fingers_closed", ...notesOf(light, palm.width, hand)],
      measures: null,
      lines: null,
    };
  }
  return { kind: "refused", problem: problemOfPicture(image) ?? "no_hand" };
}

type Palm = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
};

function toPalm({ circle, scale }: FoundHand, palmWidth: number): Palm {
  return {
    x: circle.x * scale,
    y: circle.y * scale,
    radius: circle.radius * scale,
    width: palmWidth * scale,
  };
}

/** One outline may look like a closed hand by chance; so many of all that were tried do not. */
function isClosedHand(image: RgbImage, candidates: readonly FoundHand[]): boolean {
  const best = candidates[0];
  if (!best || best.score < 0.2) return false;
  const recognised = candidates.filter((candidate) => {
    const hand = recogniseClosedHand(image, candidate);
    return hand !== undefined && hand.reach >= 0.9 && hand.reach <= 1.35;
  });
  return recognised.length >= 0.4 * candidates.length && candidates.length >= 4;
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
