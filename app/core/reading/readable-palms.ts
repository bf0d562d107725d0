import { PalmNotReadable } from "./reading-failures.ts";
import type { ReadablePalm, SeenPalm } from "./seen-palm.ts";

/**
 * The palms that can be read.
 *
 * @throws PalmNotReadable, with the first photo's reason, when there is none
 */
export function readablePalms(
  palms: readonly SeenPalm[],
): readonly [ReadablePalm, ...ReadablePalm[]] {
  const [first, ...others] = palms.filter(
    (palm): palm is ReadablePalm => palm.sight.kind === "seen",
  );
  if (first) return [first, ...others];
  for (const { hand, sight } of palms) {
    if (sight.kind === "refused") throw new PalmNotReadable(sight.problem, hand);
  }
  throw new PalmNotReadable("no_hand");
}
