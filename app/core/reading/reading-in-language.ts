import { composeReading } from "./builtin/compose-reading.ts";
import type { Language, Reading, WritingHand } from "./reading.ts";

/** The parts of a reading that are words, and what they can be written anew from. */
type Written = Pick<
  Reading,
  "model" | "assessment" | "summary" | "report" | "grounds" | "sights" | "promptVersion"
>;

export type ReadingInLanguage<Kept extends Written> = {
  readonly reading: Kept;
  /** The language that the reading's words are in, which need not be the one that was asked for. */
  readonly textLanguage: Language;
};

/**
 * A finished reading for a reader of `language`. One of the built-in reader's is written anew by its rules from what
 * was seen, which costs nothing and stores nothing. A model's words stay as they are, and so do those of an old reading
 * of which nothing is known but its words.
 *
 * @param writtenIn the language that the analysis was asked for in
 */
export function readingInLanguage<Kept extends Written>(
  reading: Kept,
  {
    language,
    writtenIn,
    writingHand,
  }: {
    readonly language: Language;
    readonly writtenIn: Language;
    readonly writingHand: WritingHand | null;
  },
): ReadingInLanguage<Kept> {
  const asItIs = { reading, textLanguage: writtenIn };
  if (language === writtenIn || reading.model !== null || reading.sights === null) return asItIs;
  if (!reading.sights.some(({ sight }) => sight.kind === "seen")) return asItIs;
  const { assessment, summary, report, grounds, promptVersion } = composeReading(reading.sights, {
    writingHand,
    language,
  });
  return {
    reading: { ...reading, assessment, summary, report, grounds, promptVersion },
    textLanguage: language,
  };
}
