import { describe, expect, test } from "vitest";
import type { HandMeasures } from "../../palm/hand-measures.ts";
import type { PalmSight } from "../../palm/look-at-palm.ts";
import type { Hand } from "../../photos/photo.ts";
import type { LineKey, PalmLines } from "../../palm/palm-lines.ts";
import { tracedLines } from "#tests/support/traced-lines.ts";
import { type Language, Report, type WritingHand } from "../reading.ts";
import { composeReading } from "./compose-reading.ts";

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
      observed:
        "The photo shows your right hand. Your palm is about as wide as it is long. Your fingers are long for your palm.",
      confidence: "medium",
    });
    expect(report.fingers.map(({ key }) => key)).toEqual(["index", "thumb", "middle"]);
    expect(report.life_areas.map(({ key, based_on }) => [key, ...based_on])).toEqual([
      ["character", "hand:element"],
      ["mind", "hand:fingers"],
      ["relationships", "hand:spread"],
      ["career", "finger:index", "finger:ring"],
    ]);
    expect(report.suggested_questions).toHaveLength(5);
  });

  test("without lines has no mounts or signs either, and says plainly that none was read", () => {
    const { report } = read({ right: seen() });
    expect(report).toMatchObject({ lines: [], mounts: [], minor_lines: [], signs: [] });
    expect(report.limits).toContain("No line could be followed surely enough");
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
    expect(report.hand_profile.observed).toMatch(/as they are on your right hand\./);
    expect(report.comparison).toEqual({
      available: true,
      similarities: [
        "On both hands the fingers are long for the palm.",
        "On both hands index and ring finger are about equal.",
      ],
      differences: [
        "On the left hand the palm is clearly longer than it is wide; on the right hand the palm is about as wide as it is long.",
      ],
      meaning:
        "You write with your right hand. Many Indian traditions call it the active hand, which shows what you make of yourself, and the left one the passive hand, which shows what you were given. An older custom reads the right hand of a man and the left hand of a woman; we read both in the same way. Where the two differ, tradition sees what you may have changed by yourself.",
    });
  });

  test("calls no two shapes different that lie on two sides of one border", () => {
    const { report } = read({
      left: seen({ palmRatio: 1.159 }),
      right: seen({ palmRatio: 1.161 }),
    });
    expect(report.comparison.differences).toEqual([]);
    expect(report.comparison.meaning).toContain("Two hands that are alike");
  });

  test("says of two hands that are neither alike nor different that they lie close", () => {
    const { report } = read({
      left: seen({ palmRatio: 1.05, fingerRatio: 0.8, indexToRing: 1 }),
      right: seen({ palmRatio: 1.2, fingerRatio: 0.9, indexToRing: 1.1 }),
    });
    expect(report.comparison).toMatchObject({
      available: true,
      similarities: [expect.stringContaining("lie close to each other") as string],
      differences: [],
      meaning: expect.not.stringMatching(/alike|differ/) as string,
    });
  });

  test("does not compare a hand that was measured with one that was not", () => {
    const { report } = read({ left: seen(), right: seen(null) });
    expect(report.comparison).toMatchObject({ available: false, meaning: null });
    expect(report.limits).toContain("Too little could be seen on both hands at once");
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
      expect(report.suggested_questions.length).toBeGreaterThanOrEqual(4);
    },
  );
});

describe("the lines of a full report", () => {
  const withLines = (lines: PalmLines | null, measures: Partial<HandMeasures> | null = {}) => ({
    ...seen(measures),
    lines,
  });
  const lineOf = (report: Report, key: LineKey) => {
    const line = report.lines.find((entry) => entry.key === key);
    if (!line) throw new Error(`no ${key} line`);
    return line;
  };

  test("say what was seen beside what tradition says, and how sure that is", () => {
    const { report } = read({ right: withLines(tracedLines({ heart: { length: 0.9 } })) });
    expect(report.lines.map(({ key }) => key)).toEqual(["heart", "head", "life", "fate"]);
    expect(lineOf(report, "heart")).toEqual({
      key: "heart",
      hands: [
        {
          side: "right",
          visibility: "clear",
          observed: "It runs in a strong curve, ends below the index finger and is long.",
          features: ["curved", "long"],
          starts_at: "below the little finger",
          ends_at: "below the index finger",
          confidence: "medium",
        },
      ],
      meaning:
        "Tradition reads feelings and affection in the heart line (hridaya rekha). The curve is read as feeling that shows: joy and annoyance can be seen in the face. An end below the index finger, the finger of Jupiter (Guru), is linked with high ideals in love and friendship. Its length is linked with giving much of oneself to others.",
    });
    expect(lineOf(report, "fate").hands[0]).toMatchObject({
      visibility: "faint",
      confidence: "low",
      observed: expect.stringMatching(/^As far as it can be followed, /) as string,
    });
  });

  test("that were not seen are named as not seen, and nothing rests on them", () => {
    const { report } = read({ right: withLines(tracedLines({ head: null, fate: null })) });
    expect(lineOf(report, "head").hands).toMatchObject([
      { visibility: "not_visible", observed: "" },
    ]);
    expect(lineOf(report, "head").meaning).toContain("We would rather say nothing than guess");
    expect(lineOf(report, "fate").meaning).toContain("not as a lack");
    expect(report.limits).toContain(
      "Not seen surely enough to be read: the head line and fate line.",
    );
    expect(JSON.stringify(report.life_areas)).not.toMatch(
      /head line|fate line|line:head|line:fate/,
    );
  });

  test("of two hands are told of the hand that shows them more clearly, and compared", () => {
    const { report } = read({
      left: withLines(tracedLines({ heart: { curvature: 0.02 }, fate: null })),
      right: withLines(tracedLines({ heart: { grade: "faint" }, life: { curvature: 0.3 } })),
    });
    expect(lineOf(report, "heart").meaning).toContain(
      "For the heart line we go by your left hand.",
    );
    expect(lineOf(report, "head").hands[1]?.observed).toBe(
      "On this hand the head line looks the same.",
    );
    expect(lineOf(report, "head").meaning).not.toContain("we go by");
    expect(report.comparison.similarities).toContain(
      "On both hands the heart line ends below the index finger.",
    );
    expect(report.comparison.differences).toEqual([
      "On the left hand the heart line runs almost straight; on the right hand it runs in a strong curve.",
      "Seen on the right hand only, perhaps because of the photos: the fate line.",
    ]);
  });

  const differencesOf = (left: PalmLines, right: PalmLines) =>
    read({ left: withLines(left), right: withLines(right) }).report.comparison.differences;

  test.each<[string, PalmLines, PalmLines]>([
    [
      "the beginning of a head line whose life line was not seen",
      tracedLines(),
      tracedLines({ life: null }),
    ],
    [
      "a gap where the other line is faint",
      tracedLines({ head: { breaks: 1 } }),
      tracedLines({ head: { grade: "faint" } }),
    ],
    ["a gap where the other line has none", tracedLines({ life: { breaks: 1 } }), tracedLines()],
    [
      "a trait that comes fourth on one hand and third on the other",
      tracedLines({ heart: { breaks: 1, length: 0.9 } }),
      tracedLines({ heart: { length: 0.9 } }),
    ],
    [
      "an early end of a faint heart line",
      tracedLines(),
      tracedLines({ heart: { grade: "faint", end: { x: 0.05, y: 0.2 } } }),
    ],
    [
      "a course beside its neighbour's",
      tracedLines({ heart: { curvature: 0.099 } }),
      tracedLines({ heart: { curvature: 0.101 } }),
    ],
  ])("are not called different for %s", (_, one, other) => {
    const onOne = /^Seen on the (left|right) hand only/;
    expect(differencesOf(one, other).filter((text) => !onOne.test(text))).toEqual([]);
    expect(differencesOf(other, one).filter((text) => !onOne.test(text))).toEqual([]);
  });

  test("are compared in more than is told of each of them", () => {
    const left = tracedLines({ heart: { breaks: 1, length: 0.9 } });
    const right = tracedLines({ heart: { breaks: 1, length: 0.4 } });
    const { comparison } = read({ left: withLines(left), right: withLines(right) }).report;
    expect(comparison.similarities).toContain(
      "On both hands the heart line runs in a strong curve, ends below the index finger and has a gap.",
    );
    expect(comparison.differences).toEqual([
      "On the left hand the heart line is long; on the right hand it is short.",
    ]);
  });

  test("begin where they were seen to begin, or nowhere", () => {
    const inside = { x: 0.2, y: 0.3 };
    const startsOf = (lines: PalmLines) => {
      const { report } = read({ right: withLines(lines) });
      const { observed, starts_at } = lineOf(report, "head").hands[0] ?? {};
      return [observed, starts_at, lineOf(report, "life").hands[0]?.starts_at];
    };
    const edge = "between thumb and index finger";
    expect(startsOf(tracedLines())).toEqual([expect.stringContaining("together"), edge, edge]);
    expect(startsOf(tracedLines({ head: { start: inside } }))).toEqual([
      expect.not.stringContaining("begins") as string,
      null,
      edge,
    ]);
    expect(startsOf(tracedLines({ life: { start: inside } }))).toEqual([
      expect.not.stringContaining("begins") as string,
      edge,
      null,
    ]);
  });

  test("are short, or end early, only where they are clear", () => {
    const short = (grade: "clear" | "faint") =>
      tracedLines({
        heart: { grade, length: 0.4, end: { x: -0.1, y: 0.3 } },
        head: { grade, length: 0.3 },
      });
    const told = (grade: "clear" | "faint") => {
      const { report } = read({ right: withLines(short(grade)) });
      return JSON.stringify([lineOf(report, "heart"), lineOf(report, "head"), report.mounts]);
    };
    expect(told("clear")).toMatch(
      /short.*before it reaches the middle finger|before it reaches the middle finger.*short/,
    );
    expect(told("faint")).not.toMatch(/short|before it reaches|below the ring finger|"sun"/);
  });

  test("a line that only one photo shows is no difference of the hands", () => {
    const { report } = read({
      left: withLines(tracedLines({ fate: null })),
      right: withLines(tracedLines()),
    });
    expect(report.comparison.meaning).toContain("Two hands that are alike");
  });

  test("name the mounts that they lead to, without judging their height", () => {
    const { report } = read({ right: withLines(tracedLines()) });
    expect(
      report.mounts.map(({ key, prominence, confidence }) => [key, prominence, confidence]),
    ).toEqual([
      ["jupiter", "not_assessable", "low"],
      ["venus", "not_assessable", "low"],
    ]);
  });

  test("make a report of their own where the fingers could not be measured", () => {
    const { report } = read({ right: withLines(tracedLines(), null) });
    expect(report.hand_profile.element).toBe("unclear");
    expect(report.life_areas.map(({ key }) => key)).toEqual([
      "mind",
      "relationships",
      "career",
      "family",
      "inner_life",
    ]);
  });

  test("a gap is told of a clear line only, and the life line never counts years", () => {
    const gap = tracedLines({ life: { breaks: 1 }, heart: { breaks: 1, grade: "faint" } });
    const { report } = read({ right: withLines(gap) });
    expect(lineOf(report, "life")).toMatchObject({ hands: [{ visibility: "broken" }] });
    expect(lineOf(report, "life").meaning).toContain("no reason to worry");
    expect(lineOf(report, "life").meaning).toContain("It says nothing of how long a life is.");
    expect(lineOf(report, "heart").hands[0]?.observed).not.toContain("gap");
  });
});

test.each<[WritingHand | null, string]>([
  ["right", "call it the active one"],
  ["left", "call it the passive one"],
  ["both", "You write with both hands"],
  [null, "read the left hand as what was given"],
])(
  "one hand alone says which view of a person it gives (writing hand: %s)",
  (writingHand, view) => {
    const { report } = read({ right: seen() }, { writingHand });
    expect(report.hand_profile.meaning).toContain(view);
  },
);

test("each part says by which rules it speaks, in the order of its sentences", () => {
  const sight = { ...seen(), lines: tracedLines() };
  const parts = new Map(read({ right: sight }).grounds?.map(({ part, rules }) => [part, rules]));
  expect(parts.get("line:heart")).toEqual(["about_heart", "heart_curved", "heart_ends_index"]);
  expect(parts.get("area:inner_life")).toEqual(["heart_curved", "head_gentle"]);
  expect(parts.get("hand")).toEqual([
    "writing_right",
    "element_air",
    "palm_square",
    "fingers_long",
  ]);
});
