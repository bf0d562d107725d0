import { describe, expect, test } from "vitest";
import { trustedSight } from "#tests/support/trusting-eye.ts";
import { palmFacts } from "./palm-facts.ts";

describe("what was measured, told to a model", () => {
  test("each line says how sure it is, where it runs, and nothing of one that was not seen", () => {
    expect(palmFacts({ hand: "left", sight: trustedSight })).toEqual([
      "palm: 1.05 times as long as wide; middle finger 0.82 of the palm's length; index finger 0.98 of the ring finger",
      "fingers: 11 degrees apart on average; thumb 50 degrees from the index finger",
      "heart line: seen clearly, begins under the little finger, ends between index and middle finger, gently curved, 0.7 palm widths long",
      "head line: seen faintly, unsure, begins between thumb and index finger, ends under the ring finger, joined to the life line at its beginning, straight, 0.7 palm widths long",
      "life line: seen clearly, begins between thumb and index finger, ends near the wrist, an arc neither wide nor narrow, 1.0 palm widths long",
      "fate line: not seen",
    ]);
  });

  test("a beginning that was not seen is not told, nor that two lines are joined there", () => {
    const { lines } = trustedSight;
    const start = { x: 0.2, y: 0.3 };
    const hidden = lines && { ...lines, head: { ...lines.head, start } };
    const facts = palmFacts({ hand: "left", sight: { ...trustedSight, lines: hidden } });
    const head = facts.find((fact) => fact.startsWith("head line"));
    expect(head).toMatch(/^head line: seen faintly, unsure, ends /);
    expect(head).not.toContain("joined");
  });

  test("what could not be measured is said as such", () => {
    const closed = {
      ...trustedSight,
      notes: ["fingers_closed", "dark"] as const,
      measures: null,
      lines: null,
    };
    expect(palmFacts({ hand: "left", sight: closed })).toEqual([
      "photo: fingers closed, dark",
      "fingers: together, not measured",
      "lines: not traced; say with low confidence what you see",
    ]);
  });
});
