import { expect, test } from "vitest";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { tracedLines } from "#tests/support/traced-lines.ts";
import { reportWithPaths, ReportWithPaths } from "./report-with-paths.ts";
import type { SeenPalm } from "./seen-palm.ts";

const { report } = sampleAnswer({ language: "en", slots: ["left", "right"] });
if (!report) throw new Error("the sample is a reading");

const points = [
  { x: 0.123456, y: 0.5 },
  { x: 1.002, y: -0.001 },
];
const sights: readonly SeenPalm[] = [
  {
    hand: "left",
    sight: {
      kind: "seen",
      seems: "left",
      notes: [],
      measures: null,
      lines: tracedLines({ heart: { points }, head: null }),
    },
  },
  { hand: "right", sight: { kind: "refused", problem: "too_dark" } },
];

test("each line of a report has the way it was traced, on the hand it was traced on", () => {
  const traced = reportWithPaths(report, sights);
  expect(ReportWithPaths.parse(traced)).toEqual(traced);
  const paths = traced.lines.map(({ key, hands }) => [
    key,
    ...hands.map(({ path }) => path?.length ?? null),
  ]);
  expect(paths).toEqual([
    ["heart", 2, null],
    ["head", null, null],
    ["life", 3, null],
  ]);
  expect(traced.lines[0]?.hands[0]?.path).toEqual([
    [0.1235, 0.5],
    [1, 0],
  ]);
});

test("a reading from before lines were traced has no ways, and is the same otherwise", () => {
  const { lines, ...rest } = reportWithPaths(report, null);
  const { lines: _lines, ...expected } = report;
  expect(rest).toEqual(expected);
  expect(lines.flatMap(({ hands }) => hands).every(({ path }) => path === null)).toBe(true);
});
