import { describe, expect, test } from "vitest";
import type { PalmSight } from "../../palm/look-at-palm.ts";
import { tracedLines } from "#tests/support/traced-lines.ts";
import { composeReading } from "./compose-reading.ts";
import { rulesOf } from "./rules.ts";
import type { SeenPalm } from "../seen-palm.ts";

const measures = { palmRatio: 1.05, fingerRatio: 0.9, indexToRing: 1, spread: 10, thumbAngle: 45 };
const seen = (overrides: Partial<Extract<PalmSight, { kind: "seen" }>> = {}): PalmSight => ({
  kind: "seen",
  seems: null,
  notes: [],
  measures,
  lines: null,
  ...overrides,
});
const refused: PalmSight = { kind: "refused", problem: "too_dark" };
const compose = (palms: readonly SeenPalm[], language: "en" | "hi" = "en") =>
  composeReading(palms, { writingHand: "right", language });

describe("putting measurements into words", () => {
  test("a square palm with long fingers is an air hand, and says what it was seen on", () => {
    const { summary } = compose([{ hand: "right", sight: seen() }]);
    expect(summary.headline).toContain("air hand");
    expect(summary.highlights[0]).toBe(
      "Your palm is about as wide as it is long: traditionally linked with steadiness and common sense.",
    );
    expect(summary.highlights).toHaveLength(3);
    expect(summary.text).toContain("could not follow any line surely enough");
  });

  test.each([
    [{ palmRatio: 1.05, fingerRatio: 0.7 }, "earth"],
    [{ palmRatio: 1.3, fingerRatio: 0.7 }, "fire"],
    [{ palmRatio: 1.3, fingerRatio: 0.9 }, "water"],
    [{ palmRatio: 1.2, fingerRatio: 0.9 }, "between"],
  ])("%j is called %s", (overrides, word) => {
    const sight = seen({ measures: { ...measures, ...overrides } });
    expect(compose([{ hand: "left", sight }]).summary.headline).toContain(word);
  });

  test("nothing is said of fingers that could not be measured", () => {
    const { summary, assessment } = compose([
      { hand: "left", sight: seen({ measures: null, notes: ["fingers_closed"] }) },
    ]);
    expect(summary.headline).not.toContain("hand:");
    expect(assessment.photos[0]).toMatchObject({ quality: "usable", problems: ["fingers_closed"] });
    expect(assessment.photos[0]?.retake_tip).toContain("Spread your fingers");
  });

  test("a photo that cannot be read is named, and the other one is read", () => {
    const { assessment, summary } = compose([
      { hand: "left", sight: refused },
      { hand: "right", sight: seen({ seems: "right" }) },
    ]);
    expect(assessment.photos).toMatchObject([
      { slot: "left", quality: "poor", problems: ["dark"] },
      { slot: "right", seems_side: "right", quality: "good" },
    ]);
    expect(summary.text).toMatch(/^We saw your right palm\./);
  });

  test("two readable palms are compared", () => {
    const long = seen({ measures: { ...measures, palmRatio: 1.4 } });
    const alike = compose([
      { hand: "left", sight: seen() },
      { hand: "right", sight: seen() },
    ]);
    const unlike = compose([
      { hand: "left", sight: long },
      { hand: "right", sight: seen() },
    ]);
    expect(alike.summary.highlights.join()).toContain("Your two hands are alike");
    expect(unlike.summary.highlights.join()).toContain("Your two hands differ in some things");
  });

  test("the summary calls two hands alike or different as the report does, whatever it is that differs", () => {
    const { summary, report } = compose([
      { hand: "left", sight: seen({ lines: tracedLines({ heart: { curvature: 0.02 } }) }) },
      { hand: "right", sight: seen({ lines: tracedLines() }) },
    ]);
    expect(report?.comparison.differences).toHaveLength(1);
    expect(summary.highlights.join()).toContain("Your two hands differ in some things");
  });

  test("no shape is promised of two hands when none was measured", () => {
    const both = (sight: PalmSight) =>
      compose([
        { hand: "left", sight },
        { hand: "right", sight },
      ]);
    const { summary, report } = both(seen({ measures: null }));
    expect(summary.text).toMatch(/^We saw both of your palms\. (?!It)/);
    expect([summary.text, report?.limits].join(" ")).not.toContain("this photo");
    expect(report?.hand_profile.observed).not.toContain("told of as they are");
    expect(both(seen()).summary.text).toMatch(/the shape is told of as it is on the right hand\./);
  });

  test("without a line, it rests on the hand's shape only if that was measured", () => {
    const words = "rests on the hand’s shape alone";
    expect(compose([{ hand: "right", sight: seen() }]).summary.text).toContain(words);
    const { summary } = compose([{ hand: "right", sight: seen({ measures: null }) }]);
    expect(summary.text).toContain("could not follow any line surely enough to read it either");
    expect(summary.text).not.toContain(words);
  });

  test.each([
    ["right", "This is the hand you write with"],
    ["left", "This is not the hand you write with"],
    ["both", "You write with both hands"],
    [null, "A photo of the other hand would allow a comparison"],
  ] as const)("one hand alone of somebody who writes with %s: %s", (writingHand, words) => {
    const palms = [{ hand: "right" as const, sight: seen() }];
    const { summary } = composeReading(palms, { writingHand, language: "en" });
    expect(summary.highlights.join()).toContain(words);
  });

  test("no readable photo is a failure with its reason and its hand", () => {
    expect(() => compose([{ hand: "left", sight: refused }])).toThrow(
      expect.objectContaining({ code: "palm.too_dark", hand: "left", kind: "invalid" }),
    );
  });

  test("clear lines come into the headline and the highlights, faint ones only where little else was seen", () => {
    const clear = compose([{ hand: "right", sight: seen({ lines: tracedLines() }) }]);
    expect(clear.summary.headline).toBe("An air hand with a curved heart line");
    expect(clear.summary.text).toContain("your heart line, head line, life line and fate line");
    expect(clear.summary.highlights[0]).toBe(
      "Your heart line ends below the index finger: traditionally linked with high ideals in love and friendship.",
    );
    const lines = tracedLines({ heart: { grade: "faint" }, head: null, life: null, fate: null });
    const faint = compose([{ hand: "right", sight: seen({ lines }) }]);
    expect(faint.summary.headline).not.toContain("heart line");
    expect(faint.summary.highlights.join()).not.toContain("heart line");
    const alone = compose([{ hand: "right", sight: seen({ lines, measures: null }) }]);
    expect(alone.summary.highlights[1]).toContain("Your heart line, faintly seen, ends below");
  });

  test("the same photos give the same reading, word for word", () => {
    const palms = [{ hand: "right", sight: seen({ lines: tracedLines() }) }] as const;
    expect(compose(palms)).toEqual(compose(structuredClone(palms)));
  });

  test("both catalogues have the same rules", () => {
    expect(Object.keys(rulesOf("hi").traits)).toEqual(Object.keys(rulesOf("en").traits));
  });
});
