import type { PalmSight } from "../palm/look-at-palm.ts";
import type { Hand } from "../photos/photo.ts";

/** What was seen on the photo of one hand. */
export type SeenPalm = { readonly hand: Hand; readonly sight: PalmSight };

/** A photo on which a palm was seen. */
export type ReadablePalm = SeenPalm & {
  readonly sight: Extract<PalmSight, { readonly kind: "seen" }>;
};

/** True when the fingers lie together, so that they cannot be measured. */
export function isClosed({ notes }: ReadablePalm["sight"]): boolean {
  return notes.includes("fingers_closed");
}
