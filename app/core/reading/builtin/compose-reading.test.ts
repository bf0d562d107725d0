import { describe, expect, test } from "vitest";
import type { PalmSight } from "../../palm/look-at-palm.ts";
import { isLooping } from "../check-answer.ts";
import { saysForbiddenThing } from "../safety/forbidden.ts";
import { Assessment, languages, Summary, writingHands } from "../reading.ts";
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
    expect(summary.text).toContain("does not read the lines");
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
    expect(alike.summary.highlights.join()).toContain("same shape");
    expect(unlike.summary.highlights.join()).toContain("differ in shape");
  });

  test("no readable photo is a failure with its reason and its hand", () => {
    expect(() => compose([{ hand: "left", sight: refused }])).toThrow(
      expect.objectContaining({ code: "palm.too_dark", hand: "left", kind: "invalid" }),
    );
  });

  test("everything it can say is in the language asked for, fits the schema and frightens nobody", () => {
    const sights: PalmSight[] = [
      ...[0.9, 1.2, 1.4].flatMap((palmRatio) =>
        [0.6, 0.8, 1].flatMap((fingerRatio) =>
          [0.9, 1, 1.2].map((indexToRing) =>
            seen({ measures: { palmRatio, fingerRatio, indexToRing, spread: 20, thumbAngle: 10 } }),
          ),
        ),
      ),
      seen({ measures: null }),
      seen({ measures: null, notes: ["fingers_closed", "blur", "dark", "cropped", "too_small"] }),
    ];
    for (const language of languages) {
      for (const writingHand of [...writingHands, null]) {
        for (const sight of sights) {
          const reading = composeReading([{ hand: "left", sight }], { writingHand, language });
          expect(Summary.parse(reading.summary)).toEqual(reading.summary);
          expect(Assessment.parse(reading.assessment)).toEqual(reading.assessment);
          const said = [
            reading.summary.headline,
            reading.summary.text,
            ...reading.summary.highlights,
          ];
          for (const text of said) {
            expect(saysForbiddenThing(text), text).toBe(false);
            expect(/[a-z]{3}/i.test(text), text).toBe(language === "en");
          }
          expect(isLooping(said.join(" "))).toBe(false);
          expect(reading.summary.headline.length).toBeLessThanOrEqual(80);
        }
      }
    }
  });

  test("both catalogues have the same rules", () => {
    expect(Object.keys(rulesOf("hi").traits)).toEqual(Object.keys(rulesOf("en").traits));
  });
});
