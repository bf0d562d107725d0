import type { ReadingPart } from "#core/feedback/reading-part.ts";
import type { Report } from "#core/reading/reading.ts";
import type { Messages } from "./messages.ts";

/** A part of a reading by its name on the report. */
export function namePart({ report, sharing }: Messages, part: ReadingPart): string {
  if (part === "summary") return sharing.feedback.summary;
  const [kind, key] = part.split(":") as [string, string | undefined];
  if (key === undefined) return report.sections[part as keyof Report];
  return kind === "line"
    ? report.line[key as keyof Messages["report"]["line"]]
    : report.lifeArea[key as keyof Messages["report"]["lifeArea"]];
}
