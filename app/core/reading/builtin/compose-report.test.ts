import { describe, expect, test } from "vitest";
import type { HandMeasures } from "../../palm/hand-measures.ts";
import type { PalmSight } from "../../palm/look-at-palm.ts";
import type { Hand } from "../../photos/photo.ts";
import { findFaults, isLooping } from "../check-answer.ts";
import { type Language, languages, Report, type WritingHand, writingHands } from "../reading.ts";
import { saysForbiddenThing } from "../safety/forbidden.ts";
import { composeReading } from "./compose-reading.ts";
import { reportRulesOf } from "./report-rules.ts";

const usual: HandMeasures = {
  palmRatio: 1.05,
  fingerRatio: 0.9,
  indexToRing: 1,
  spread: 20,
  thumbAngle: 50,
};
type Seen = Extract<PalmSight, { kind: "seen" }>;
const seen = (measures: Partial<HandMeasures> | null = {}, notes: Seen["notes"] = []): Seen => ({
  kind: "seen",
  seems: null,
  notes,
  measures: measures && { ...usual, ...measures },
  lines: null,
});

type Asked = { readonly writingHand: WritingHand | null; readonly language: Language };
function read(sights: Partial<Record<Hand, Seen>>, asked: Partial<Asked> = {}) {
  const palms = Object.entries(sights).map(([hand, sight]) => ({ hand: hand as Hand, sight }));
  const reading = composeReading(palms, { writingHand: "right", language: "en", ...asked });
  return { ...reading, report: Report.parse(reading.report) };
}

describe("the built-in reader's full report", () => {
  test("tells what was measured and what tradition links with it, and rests each area on that", () => {
    const { report } = read({ right: seen() });
    expect(report.hand_profile).toMatchObject({
      element: "air",
      observed: "Your palm is about as wide as it is long. Your fingers are long for your palm.",
      confidence: "medium",
    });
    expect(report.fingers.map(({ key }) => key)).toEqual(["thumb", "index", "middle"]);
    expect(report.life_areas.map(({ key, based_on }) => [key, ...based_on])).toEqual([
      ["character", "hand:element"],
      ["mind", "finger:middle"],
      ["relationships", "hand:spread"],
      ["career", "finger:index", "finger:ring"],
    ]);
    expect(report.suggested_questions).toHaveLength(4);
  });

  test("has no lines, mounts or signs, and says plainly that it did not read them", () => {
    const { report } = read({ right: seen() });
    expect(report).toMatchObject({ lines: [], mounts: [], minor_lines: [], signs: [] });
    expect(report.limits).toContain("The lines were not read");
  });

  test("does not speak of a thumb that was not found or of fingers held in no way in particular", () => {
    const { report } = read({ right: seen({ thumbAngle: null, spread: 10 }) });
    const { limits, ...rest } = report;
    expect(limits).toContain("The thumb could not be seen");
    expect(JSON.stringify(rest)).not.toMatch(/thumb|apart|close/);
  });

  test("is less sure of a hand between the elements, and of a photo that has its weaknesses", () => {
    expect(read({ right: seen({ palmRatio: 1.2 }) }).report.hand_profile).toMatchObject({
      element: "mixed",
      confidence: "low",
    });
    expect(read({ right: seen({}, ["dark"]) }).report.hand_profile.confidence).toBe("low");
  });

  test("compares two hands that were measured, and says which of them it tells of", () => {
    const { report } = read({ left: seen({ palmRatio: 1.4 }), right: seen({ thumbAngle: 30 }) });
    expect(report.hand_profile.observed).toMatch(/^What follows was read from your right hand\./);
    expect(report.comparison).toEqual({
      available: true,
      similarities: [
        "On both hands the fingers are long for the palm.",
        "On both hands the fingers are held wide apart.",
        "On both hands index and ring finger are about equal.",
      ],
      differences: [
        "On the left hand the palm is clearly longer than it is wide; on the right hand the palm is about as wide as it is long.",
      ],
      meaning:
        "You write with your right hand: in many Indian traditions it shows what you make of yourself, and the left one what you were given. Where the two differ, tradition sees what you may have changed by yourself.",
    });
  });

  test("does not compare a hand that was measured with one that was not", () => {
    const { report } = read({ left: seen(), right: seen(null) });
    expect(report.comparison).toMatchObject({ available: false, meaning: null });
    expect(report.limits).toContain("Only your left hand could be measured");
  });

  test.each([
    ["open", seen(null), "could not tell its fingers apart"],
    ["closed", seen(null, ["fingers_closed"]), "fingers held together"],
  ])(
    "of an %s hand without measures it is short, and says how to photograph it",
    (_, sight, words) => {
      const { report } = read({ left: sight });
      expect(report.hand_profile).toMatchObject({ element: "unclear", confidence: "low" });
      expect(report.hand_profile.observed).toContain(words);
      expect(report).toMatchObject({
        fingers: [],
        life_areas: [],
        strengths: [],
        growth_points: [],
      });
      expect(report.guidance.join(" ")).toMatch(/another photo.*in daylight/);
      expect(report.limits).toContain("No lengths could be measured");
      expect(report.suggested_questions).toHaveLength(4);
    },
  );
});

describe.each(languages)("everything that a full report can say (%s)", (language) => {
  const readings = everyReading(language);

  test("stands the checks that a model's answer has to stand", () => {
    for (const { assessment, summary, report } of readings) {
      if (report.hand_profile.element === "unclear") {
        expect(isLooping(sentencesOf(report).join(" "))).toBe(false);
      } else {
        const answer = { can_read: true, assessment, summary, report };
        const hands = assessment.photos.map(({ slot }) => slot);
        // What was not measured is not told, however short that makes it.
        const faults = findFaults(answer, { language, hands }).filter(
          ({ kind }) => kind !== "too_short",
        );
        expect(faults, report.hand_profile.observed).toEqual([]);
      }
    }
  });

  const said = [...new Set(readings.flatMap(({ report }) => sentencesOf(report)))];

  test("frightens and promises nothing, and is in whole sentences of the language asked for", () => {
    for (const text of said) {
      expect(saysForbiddenThing(text), text).toBe(false);
      expect(text).not.toMatch(/\byou will\b|होगा|होगी|होंगे/u);
      expect(/[a-z]{3}/i.test(text), text).toBe(language === "en");
      expect(text).toMatch(/[.।?]$/u);
    }
  });

  test("strengths are put as a possibility", () => {
    for (const strength of readings.flatMap(({ report }) => report.strengths)) {
      expect(strength).toMatch(/\bmay\b|^शायद/u);
    }
  });

  test("is all that the rules hold: no sentence of theirs is never said", () => {
    const whole = said.join("\n");
    for (const sentence of sentencesOf(reportRulesOf(language))) expect(whole).toContain(sentence);
  });
});

/** A reading for every trait that can be measured, alone and beside every writing hand. */
function everyReading(language: Language) {
  const hands = [0.9, 1.2, 1.4].flatMap((palmRatio) =>
    [0.6, 0.8, 1].flatMap((fingerRatio) =>
      [0.9, 1, 1.2].flatMap((indexToRing) =>
        [
          { spread: 3, thumbAngle: 10 },
          { spread: 10, thumbAngle: null },
          { spread: 20, thumbAngle: 60 },
        ].map((rest) => seen({ palmRatio, fingerRatio, indexToRing, ...rest })),
      ),
    ),
  );
  const unmeasured = [seen(null), seen(null, ["fingers_closed"])];
  return [
    ...[...hands, ...unmeasured].map((sight) => read({ left: sight }, { language })),
    ...[...writingHands, null].flatMap((writingHand) =>
      [...hands, ...unmeasured].flatMap((sight) => [
        read({ left: sight, right: seen() }, { writingHand, language }),
        read({ left: seen(), right: sight }, { writingHand, language }),
      ]),
    ),
  ];
}

/** Every text in it; keys and what is named by keys are one word. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === "string") return value.includes(" ") ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(sentencesOf);
}
