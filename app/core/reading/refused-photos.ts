import type { PalmProblem } from "./reading-failures.ts";
import type { PhotoAssessment, PhotoProblemSeen } from "./reading.ts";
import type { SeenPalm } from "./seen-palm.ts";

const seenProblems: Record<PalmProblem, PhotoProblemSeen> = {
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

/** How the photos that could not be read are told of beside those that could. */
export function refusedPhotos(palms: readonly SeenPalm[]): readonly PhotoAssessment[] {
  return palms.flatMap(({ hand, sight }) =>
    sight.kind === "refused"
      ? [
          {
            slot: hand,
            is_palm: sight.problem !== "no_hand",
            seems_side: "unclear",
            quality: "poor",
            problems: [seenProblems[sight.problem]],
            retake_tip: null,
          },
        ]
      : [],
  );
}
