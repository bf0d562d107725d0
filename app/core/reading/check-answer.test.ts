import { describe, expect, test } from "vitest";
import type { Hand } from "../photos/photo.ts";
import { goodAnswer } from "#tests/support/good-answer.ts";
import { trustedSight } from "#tests/support/trusting-eye.ts";
import { findFaults, isLooping, type ReadableAnswer, tidyAnswer } from "./check-answer.ts";
import { PalmAnswer } from "./palm-answer.ts";

const hands = ["left", "right"] as const;
const good = (language: "en" | "hi" = "en") => goodAnswer({ language, slots: hands });
/** On every hand our own eyes see heart and life line clearly, the head line faintly and no fate line. */
const seen = (...sides: readonly Hand[]) => sides.map((hand) => ({ hand, sight: trustedSight }));
const check = { language: "en", palms: seen("left", "right") } as const;
const sign = {
  key: "fish",
  side: "left",
  location: "wrist",
  observed: "x",
  meaning: "y",
  confidence: "high",
} as const;

function changed(change: (answer: ReadableAnswer) => unknown) {
  const answer = structuredClone(good());
  change(answer);
  return answer;
}

describe("checking a model's answer", () => {
  test("a good answer passes in both languages and keeps the schema", () => {
    for (const language of ["en", "hi"] as const) {
      expect(PalmAnswer.parse(good(language))).toEqual(good(language));
      expect(findFaults(good(language), { ...check, language })).toEqual([]);
    }
  });

  test("an answer in the other language is not what was asked for", () => {
    expect(findFaults(good("en"), { ...check, language: "hi" })).toEqual([
      { kind: "wrong_language" },
    ]);
    expect(findFaults(good("hi"), check)).toEqual([{ kind: "wrong_language" }]);
  });

  test.each<[string, (answer: ReadableAnswer) => unknown, ReturnType<typeof findFaults>[number]]>([
    [
      "a line that is told twice",
      (a) => Object.assign(a.report.lines, { 1: a.report.lines[0] }),
      { kind: "line_twice", detail: "heart" },
    ],
    [
      "a line that is visible but was not looked at",
      (a) => Object.assign(a.report.lines[0]?.hands[0] ?? {}, { observed: " " }),
      { kind: "nothing_observed", detail: "heart" },
    ],
    [
      "a line that our own eyes saw clearly and that is called not visible",
      (a) => Object.assign(a.report.lines[0]?.hands[1] ?? {}, { visibility: "not_visible" }),
      { kind: "line_overlooked", detail: "heart line of the right hand" },
    ],
    [
      "a line that our own eyes saw clearly and that is left out",
      (a) => a.report.lines.splice(2, 1),
      { kind: "line_overlooked", detail: "life line of the left hand" },
    ],
    [
      "a summary of a few words, which is named as what is too short",
      (a) => Object.assign(a.summary, { text: "A calm hand." }),
      { kind: "summary_too_short" },
    ],
    [
      "a life area that rests on a line that nobody saw",
      (a) => Object.assign(a.report.life_areas[0] ?? {}, { based_on: ["line:fate"] }),
      { kind: "baseless", detail: "character" },
    ],
    [
      "a report that says the summary again",
      (a) => Object.assign(a.report, { limits: a.summary.text }),
      { kind: "summary_repeated", detail: good().summary.text.split(/(?<=\.) /)[0] ?? "" },
    ],
    [
      "a prophecy of death",
      (a) => Object.assign(a.report, { limits: "A break here may mean early death." }),
      { kind: "forbidden_topic", detail: "A break here may mean early death" },
    ],
    [
      "fear in a tip for the next photo",
      (a) => Object.assign(a.assessment.photos[0] ?? {}, { retake_tip: "Beware: a bad omen." }),
      { kind: "forbidden_topic", detail: "Beware: a bad omen" },
    ],
    [
      "one phrase again and again",
      (a) => Object.assign(a.summary, { text: "the heart line is deep and ".repeat(80) }),
      { kind: "looping" },
    ],
  ])("%s is found", (_name, change, fault) => {
    expect(findFaults(changed(change), check)).toContainEqual(fault);
  });

  test("a hand of which there was no photo is found", () => {
    const unknown = [{ kind: "unknown_hand", detail: "left" }];
    expect(findFaults(good(), { ...check, palms: seen("right") })).toEqual(unknown);
    const ofRight = goodAnswer({ language: "en", slots: ["right"] });
    const onRight = { ...check, palms: seen("right") };
    expect(findFaults(ofRight, onRight)).toEqual([]);
    const withSign = { ...ofRight, report: { ...ofRight.report, signs: [sign] } };
    expect(findFaults(withSign, onRight)).toEqual(unknown);
    const minor = { ...sign, key: "travel" } as const;
    const withMinor = { ...ofRight, report: { ...ofRight.report, minor_lines: [minor] } };
    expect(findFaults(withMinor, onRight)).toEqual(unknown);
  });

  test("a line of which our own eyes are unsure, or that a last answer overlooks, is no fault", () => {
    const without = (index: number) => changed((a) => a.report.lines.splice(index, 1));
    const kindsOf = (index: number, isLast = false) =>
      findFaults(without(index), { ...check, isLast }).map(({ kind }) => kind);
    expect(kindsOf(1)).not.toContain("line_overlooked");
    expect(kindsOf(2)).toContain("line_overlooked");
    expect(kindsOf(2, true)).not.toContain("line_overlooked");
  });

  test("one hand is compared with none, whatever the model says", () => {
    const { comparison } = good().report;
    expect(tidyAnswer(good(), check).report.comparison).toEqual(comparison);
    expect(tidyAnswer(good(), { palms: seen("left") }).report.comparison).toEqual({
      available: false,
      similarities: [],
      differences: [],
      meaning: null,
    });
  });

  test("a report of few words is asked for again, and taken at last unless it is an excuse", () => {
    const without = (...keys: (keyof ReadableAnswer["report"])[]) =>
      changed((a) => keys.forEach((key) => Object.assign(a.report, { [key]: [] })));
    const most = [
      "life_areas",
      "guidance",
      "strengths",
      "growth_points",
      "fingers",
      "mounts",
      "suggested_questions",
    ] as const;
    const short = without(...most);
    const excuse = without(...most, "lines");
    expect(findFaults(short, check)).toMatchObject([{ kind: "too_short" }]);
    expect(findFaults(short, { ...check, isLast: true })).toEqual([]);
    expect(findFaults(excuse, { ...check, isLast: true })).toMatchObject([{ kind: "too_short" }]);
  });

  test("surplus is left out, and so is what rests on lines that were not seen", () => {
    const answer = changed((a) => {
      Object.assign(a.report, { signs: [sign, sign, sign] });
      for (const hand of a.report.lines[0]?.hands ?? [])
        Object.assign(hand, { visibility: "not_visible" });
      Object.assign(a.report.life_areas[0] ?? {}, { based_on: ["line:heart", "mount:venus"] });
    });
    const { report } = tidyAnswer(answer, check);
    expect(report.signs).toHaveLength(2);
    expect(report.life_areas[0]?.based_on).toEqual(["mount:venus"]);
  });
});

describe("telling a loop from honest repetition", () => {
  test.each([
    ["deep ".repeat(9), true],
    ["your heart line is long ".repeat(40), true],
    [
      "traditionally linked with warmth. ".repeat(3) +
        "And then something else is said of the head line.",
      false,
    ],
    ["", false],
  ])("%j", (text, expected) => {
    expect(isLooping(text)).toBe(expected);
  });
});
