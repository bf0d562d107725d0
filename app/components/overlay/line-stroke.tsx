import type { LineGrade, LineKey } from "#core/palm/palm-lines.ts";

/** Pixels. A faint line is broken, each in its own rhythm. */
const faint: Record<LineKey, string> = {
  heart: "12 7",
  head: "7 6",
  life: "3 5",
  fate: "12 5 3 5",
};

/** A clear line is unbroken, and has its own stitch inside; the heart line has none. */
const stitch: Record<LineKey, string | null> = {
  heart: null,
  head: "7 6",
  life: "1 5",
  fate: "12 5 3 5",
};

/** A traced line's strokes: told apart by number, pattern and colour, and clear from faint by being unbroken. */
export function LineStroke({
  line,
  grade,
  d,
}: {
  readonly line: LineKey;
  readonly grade: Exclude<LineGrade, "none">;
  readonly d: string;
}) {
  const inner = stitch[line];
  return (
    <>
      <path className="under" d={d} />
      <path className="core" d={d} strokeDasharray={grade === "faint" ? faint[line] : undefined} />
      {grade === "clear" && inner !== null && (
        <path className="stitch" d={d} strokeDasharray={inner} />
      )}
    </>
  );
}
