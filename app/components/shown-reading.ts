import type { Hand } from "#core/photos/photo.ts";
import type { Assessment, Language, Summary, WritingHand } from "#core/reading/reading.ts";
import type { SeenPalm } from "#core/reading/seen-palm.ts";

/** A finished reading as its pages show it; dates are ISO 8601. */
export type ShownReading = {
  readonly analysisId: string;
  readonly label: string | null;
  /** The language that the reading's words are in, which may not be the page's. */
  readonly writtenIn: Language;
  readonly writingHand: WritingHand | null;
  readonly summary: Summary;
  readonly assessment: Assessment;
  readonly sights: readonly SeenPalm[] | null;
  readonly reader: "openai" | "builtin";
  readonly model: string | null;
  readonly madeAt: string;
  /** Null when it is kept until its owner deletes it. */
  readonly keptUntil: string | null;
  readonly photos: readonly ShownPhoto[];
  /** False for a browser that asked to save data: lines are drawn, photos are a link away. */
  readonly showsPhotos: boolean;
};

/** A rule that spoke for a part of the report, in the page's language. */
export type ShownReason = {
  readonly rule: string;
  readonly says: string;
  readonly source: string;
};

/** The reasons for each part that has some: `line:heart`, `hand`, `area:mind`, `strengths`. */
export type ShownReasons = Readonly<Record<string, readonly ShownReason[]>>;

/** A photo with the size at which it is shown at most, CSS pixels. */
export type ShownPhoto = {
  readonly hand: Hand;
  readonly width: number;
  readonly height: number;
};

/** For the passages of a reading: their language where it is not the page's. */
export function languageOf({ writtenIn }: ShownReading, page: Language): Language | undefined {
  return writtenIn === page ? undefined : writtenIn;
}
