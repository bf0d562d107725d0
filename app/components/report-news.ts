import type { ReadingPart } from "#core/feedback/reading-part.ts";

/** What was just done on the report, told once; `part` is what was said to be helpful or not. */
export type ReportNews = {
  readonly kind: "link_made" | "link_revoked" | "thanks" | "taken_back";
  readonly part: ReadingPart | null;
};
