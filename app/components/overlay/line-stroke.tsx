import type { LineGrade } from "#core/palm/palm-lines.ts";

/** Pixels of a stroke and of a gap. */
const FAINT = "8 6";

/**
 * A traced line's strokes. Their pattern says one thing only, how clearly the line was seen; which line it is, its number
 * and its name say, and its colour to whoever sees it.
 */
export function LineStroke({
  grade,
  d,
}: {
  readonly grade: Exclude<LineGrade, "none">;
  readonly d: string;
}) {
  return (
    <>
      <path className="under" d={d} />
      <path className="core" d={d} strokeDasharray={grade === "faint" ? FAINT : undefined} />
    </>
  );
}
