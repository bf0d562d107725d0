import { createHash } from "node:crypto";
import type { ArrivedPhoto } from "../ports.ts";
import type { Language, WritingHand } from "../reading/reading.ts";

/** One value for everything that a reading depends on, as it arrived: photos, hands, and what was said beside them. */
export function hashContent({
  photos,
  writingHand,
  language,
}: {
  readonly photos: readonly Pick<ArrivedPhoto, "hand" | "sha256">[];
  readonly writingHand: WritingHand | null;
  readonly language: Language;
}): string {
  const content = [
    photos.map(({ hand, sha256 }) => `${hand}:${sha256}`).sort(),
    writingHand,
    language,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
