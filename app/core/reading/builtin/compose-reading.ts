import type { PhotoNote } from "../../palm/look-at-palm.ts";
import { PalmNotReadable, type PalmProblem } from "../reading-failures.ts";
import {
  type Language,
  type PhotoAssessment,
  type PhotoProblemSeen,
  type Reading,
  READING_SCHEMA_VERSION,
  type WritingHand,
} from "../reading.ts";
import type { ReadablePalm, SeenPalm } from "../seen-palm.ts";
import { composeReport } from "./compose-report.ts";
import { composeSummary } from "./compose-summary.ts";
import { readHands } from "./read-hands.ts";
import { type Rules, rulesOf } from "./rules.ts";

/** Changes whenever the same photo would give another reading. */
export const BUILTIN_VERSION = "builtin/3";

/**
 * Puts into words what was seen, by fixed rules: no choice is random, and nothing is said that was not seen.
 *
 * @param palms one for each photo, in the order in which they were sent
 * @throws PalmNotReadable when no photo shows a palm
 */
export function composeReading(
  palms: readonly SeenPalm[],
  {
    writingHand,
    language,
  }: { readonly writingHand: WritingHand | null; readonly language: Language },
): Reading {
  const readable = palms.filter((palm): palm is ReadablePalm => palm.sight.kind === "seen");
  const read = readHands(readable, writingHand);
  if (!read) throw notReadable(palms);

  const photos = palms.map((palm) => assess(palm, rulesOf(language)));
  const { report, grounds } = composeReport(read, language);
  return {
    schemaVersion: READING_SCHEMA_VERSION,
    promptVersion: BUILTIN_VERSION,
    model: null,
    usage: null,
    sights: palms,
    grounds,
    assessment: {
      overall: photos.every(({ quality }) => quality === "good") ? "good" : "usable",
      photos,
    },
    summary: composeSummary(read, language),
    report,
  };
}

function notReadable(palms: readonly SeenPalm[]): PalmNotReadable {
  for (const { hand, sight } of palms) {
    if (sight.kind === "refused") return new PalmNotReadable(sight.problem, hand);
  }
  return new PalmNotReadable("no_hand");
}

const seenProblems: Record<PhotoNote, PhotoProblemSeen> = {
  blur: "blur",
  dark: "dark",
  cropped: "cropped",
  fingers_closed: "fingers_closed",
  too_small: "too_small",
};

const refusedProblems: Record<PalmProblem, PhotoProblemSeen> = {
  no_hand: "not_a_palm",
  too_small: "too_small",
  cropped: "cropped",
  fingers_together: "fingers_closed",
  several_hands: "several_hands",
  too_dark: "dark",
  overexposed: "glare",
  too_blurred: "blur",
  covered: "covered",
  lines_faint: "dark",
};

function assess({ hand, sight }: SeenPalm, rules: Rules): PhotoAssessment {
  if (sight.kind === "refused") {
    return {
      slot: hand,
      is_palm: sight.problem !== "no_hand",
      seems_side: "unclear",
      quality: "poor",
      problems: [refusedProblems[sight.problem]],
      retake_tip: rules.tipNotRead,
    };
  }
  const first = sight.notes[0];
  return {
    slot: hand,
    is_palm: true,
    seems_side: sight.seems ?? "unclear",
    quality: sight.notes.length === 0 ? "good" : "usable",
    problems: sight.notes.map((note) => seenProblems[note]),
    retake_tip: first === undefined ? null : rules.tips[first],
  };
}
