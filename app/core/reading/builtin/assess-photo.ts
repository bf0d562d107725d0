import type { PhotoNote } from "../../palm/look-at-palm.ts";
import type { PalmProblem } from "../reading-failures.ts";
import type { Language, PhotoAssessment, PhotoProblemSeen } from "../reading.ts";
import type { SeenPalm } from "../seen-palm.ts";
import { rulesOf } from "./rules.ts";

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

/** How one photo is told of, with what to do better next time. */
export function assessPhoto({ hand, sight }: SeenPalm, language: Language): PhotoAssessment {
  const rules = rulesOf(language);
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
