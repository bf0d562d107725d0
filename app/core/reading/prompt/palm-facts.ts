import { type LineKey, lineKeys, type PalmLines } from "../../palm/palm-lines.ts";
import { type LineTrait, type PalmPlace, seenLinesOf } from "../builtin/line-traits.ts";
import { elementOf, traitsOf } from "../builtin/traits.ts";
import { isClosed, type ReadablePalm } from "../seen-palm.ts";

const places: Record<PalmPlace, string> = {
  index: "under the index finger",
  index_middle: "between index and middle finger",
  middle: "under the middle finger",
  ring: "under the ring finger",
  little: "under the little finger",
  thumb_index: "between thumb and index finger",
  moon: "on the mount of the moon",
  thumb_ball: "at the ball of the thumb",
  wrist: "near the wrist",
  centre: "in the middle of the palm",
};

/** What of a line's course is not told by its ends. */
const courses: Partial<Record<LineTrait, string>> = {
  heart_curved: "curved",
  heart_gentle: "gently curved",
  heart_straight: "straight",
  head_joined: "joined to the life line at its beginning",
  head_near: "close to the life line at its beginning",
  head_apart: "apart from the life line at its beginning",
  head_straight: "straight",
  head_gentle: "gently sloping",
  head_sloping: "sloping",
  life_wide: "a wide arc",
  life_even: "an arc neither wide nor narrow",
  life_narrow: "a narrow arc",
  heart_broken: "with a gap",
  head_broken: "with a gap",
  life_broken: "with a gap",
  fate_broken: "with a gap",
};

/**
 * What image analysis measured on a palm, one short English line each, for a model that reads the same photo. Where the
 * built-in reader names a thing, this names it alike. Numbers are rounded, so that a few pixels more or less do not make
 * another prompt.
 */
export function palmFacts({ sight }: ReadablePalm): readonly string[] {
  const { measures, lines, notes } = sight;
  const element = measures && elementOf(traitsOf(measures));
  return [
    ...(notes.length > 0
      ? [`photo: ${notes.map((note) => note.replaceAll("_", " ")).join(", ")}`]
      : []),
    ...(measures
      ? [
          `palm: ${round(measures.palmRatio)} times as long as wide; middle finger ${round(measures.fingerRatio)} of the palm's length; index finger ${round(measures.indexToRing)} of the ring finger`,
          `fingers: ${Math.round(measures.spread)} degrees apart on average${measures.thumbAngle === null ? "" : `; thumb ${Math.round(measures.thumbAngle / 5) * 5} degrees from the index finger`}`,
        ]
      : [isClosed(sight) ? "fingers: together, not measured" : "fingers: not measured"]),
    ...(element ? [`element by these proportions: ${element}`] : []),
    ...(lines ? lineFacts(lines) : ["lines: not traced; say with low confidence what you see"]),
  ];
}

function lineFacts(lines: PalmLines): string[] {
  const seen = seenLinesOf(lines);
  return lineKeys.map((key: LineKey) => {
    const line = seen[key];
    if (!line) return `${key} line: not seen`;
    return [
      `${key} line: ${line.grade === "clear" ? "seen clearly" : "seen faintly, unsure"}`,
      ...(line.startsAt ? [`begins ${places[line.startsAt]}`] : []),
      ...(line.endsAt ? [`ends ${places[line.endsAt]}`] : []),
      ...line.traits.flatMap((trait) => courses[trait] ?? []),
      `${lines[key].length.toFixed(1)} palm widths long`,
    ].join(", ");
  });
}

const round = (value: number) => value.toFixed(2);
