import { readablePalms } from "../readable-palms.ts";
import {
  type Language,
  type Reading,
  READING_SCHEMA_VERSION,
  type WritingHand,
} from "../reading.ts";
import type { SeenPalm } from "../seen-palm.ts";
import { assessPhoto } from "./assess-photo.ts";
import { composeReport } from "./compose-report.ts";
import { composeSummary } from "./compose-summary.ts";
import { readHands } from "./read-hands.ts";

/** Changes whenever the same photo would give another reading. */
export const BUILTIN_VERSION = "builtin/4";

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
  const read = readHands(readablePalms(palms), writingHand);
  const photos = palms.map((palm) => assessPhoto(palm, language));
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
