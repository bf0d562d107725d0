import { Report } from "../reading/reading.ts";

const lines = Report.shape.lines.element.shape.key.options;
const areas = Report.shape.life_areas.element.shape.key.options;

type LinePart = `line:${(typeof lines)[number]}`;
type AreaPart = `area:${(typeof areas)[number]}`;

/** The parts of a reading that its owner can say something about, in the order in which they are read. */
export const readingParts = [
  "summary",
  "hand_profile",
  "lines",
  ...lines.map((key): LinePart => `line:${key}`),
  "fingers",
  "mounts",
  "minor_lines",
  "signs",
  "comparison",
  "life_areas",
  ...areas.map((key): AreaPart => `area:${key}`),
  "strengths",
  "growth_points",
  "guidance",
  "limits",
  "suggested_questions",
] as const;
export type ReadingPart = (typeof readingParts)[number];
