import { z } from "zod";
import { lineKeys } from "../palm/palm-lines.ts";
import type { Hand } from "../photos/photo.ts";
import { Report } from "./reading.ts";
import type { SeenPalm } from "./seen-palm.ts";

const share = z.number().min(0).max(1);
const line = Report.shape.lines.element;
const lineOnHand = line.shape.hands.element;

/** A report for programs, in which lines also say where they run. */
export const ReportWithPaths = Report.extend({
  lines: z.array(
    line.extend({
      hands: z.array(
        lineOnHand.extend({
          /** Points along the line, 0–1 of the upright photo's width and height; null where it was not traced. */
          path: z.array(z.tuple([share, share])).nullable(),
        }),
      ),
    }),
  ),
});
export type ReportWithPaths = z.output<typeof ReportWithPaths>;

/** Ten thousandths: less than a pixel of any photo that is kept. */
const PRECISION = 10_000;

/**
 * Gives each line of a report its course over the photo. That is always our own trace, whoever wrote the report: a
 * model is never asked where a line is.
 */
export function reportWithPaths(
  report: Report,
  sights: readonly SeenPalm[] | null,
): ReportWithPaths {
  return {
    ...report,
    lines: report.lines.map((entry) => ({
      ...entry,
      hands: entry.hands.map((onHand) => ({
        ...onHand,
        path: pathOf(sights ?? [], onHand.side, entry.key),
      })),
    })),
  };
}

function pathOf(
  sights: readonly SeenPalm[],
  hand: Hand,
  key: Report["lines"][number]["key"],
): [number, number][] | null {
  const traced = lineKeys.find((lineKey) => lineKey === key);
  const sight = sights.find((palm) => palm.hand === hand)?.sight;
  if (!traced || sight?.kind !== "seen" || !sight.lines) return null;
  const { grade, points } = sight.lines[traced];
  if (grade === "none" || points.length === 0) return null;
  return points.map(({ x, y }) => [toShare(x), toShare(y)]);
}

/** A line may be drawn a little beyond the photo's edge. */
function toShare(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * PRECISION) / PRECISION));
}
