import type { Point } from "../../palm/image.ts";
import { lineKeys, type LineKey, type PalmLines, type TracedLine } from "../../palm/palm-lines.ts";
import { isClosed, type ReadablePalm } from "../seen-palm.ts";

/** Where fingers end and begin across the palm, palm widths (palm-lines.ts). */
const BELOW: readonly (readonly [from: number, place: string])[] = [
  [0.2, "under the index finger"],
  [0.14, "between index and middle finger"],
  [0.02, "under the middle finger"],
  [-0.17, "under the ring finger"],
  [-Infinity, "under the little finger"],
];

const CURVED = { straight: 0.05, gently: 0.1 };
const JOINED = { together: 0.05, close: 0.1 };
const LOW = { wrist: 0.8, middle: 0.45 };

/**
 * What image analysis measured on a palm, one short English line each, for a model that reads the same photo. Numbers
 * are rounded, so that a few pixels more or less do not make another prompt.
 */
export function palmFacts({ sight }: ReadablePalm): readonly string[] {
  const { measures, lines, notes } = sight;
  return [
    ...(notes.length > 0
      ? [`photo: ${notes.map((note) => note.replace("_", " ")).join(", ")}`]
      : []),
    ...(measures
      ? [
          `palm: ${round(measures.palmRatio)} times as long as wide; middle finger ${round(measures.fingerRatio)} of the palm's length; index finger ${round(measures.indexToRing)} of the ring finger`,
          `fingers: ${Math.round(measures.spread)} degrees apart on average${measures.thumbAngle === null ? "" : `; thumb ${Math.round(measures.thumbAngle / 5) * 5} degrees from the index finger`}`,
        ]
      : [isClosed(sight) ? "fingers: together, not measured" : "fingers: not measured"]),
    ...(lines ? lineFacts(lines) : ["lines: not traced; say with low confidence what you see"]),
  ];
}

function lineFacts(lines: PalmLines): string[] {
  const gap = lines.headLifeGap;
  return [
    ...lineKeys.map((key) => `${key} line: ${aboutLine(key, lines[key])}`),
    ...(gap === null
      ? []
      : [
          `head and life line: ${gap < JOINED.together ? "joined at their beginning" : gap < JOINED.close ? "close at their beginning" : "apart at their beginning"}`,
        ]),
  ];
}

function aboutLine(key: LineKey, line: TracedLine): string {
  const { grade, start, end } = line;
  if (grade === "none" || !start || !end) return "not seen";
  const course =
    line.curvature <= CURVED.straight
      ? "straight"
      : line.curvature <= CURVED.gently
        ? "gently curved"
        : "curved";
  return [
    grade === "clear" ? "seen clearly" : "seen faintly, unsure",
    key === "heart"
      ? `begins ${below(start)}, ends ${below(end)}`
      : `ends ${lowness(end)}, ${below(end)}`,
    course,
    `${line.length.toFixed(1)} palm widths long`,
    ...(line.breaks === 0 ? [] : [`${line.breaks} gap${line.breaks > 1 ? "s" : ""}`]),
  ].join(", ");
}

const below = ({ x }: Point) => BELOW.find(([from]) => x > from)?.[1] ?? "";
const lowness = ({ y }: Point) =>
  y > LOW.wrist ? "near the wrist" : y > LOW.middle ? "in the lower half" : "in the upper half";
const round = (value: number) => value.toFixed(2);
