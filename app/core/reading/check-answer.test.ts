import { describe, expect, test } from "vitest";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { findFault, isLooping, type ReadableAnswer, tidyAnswer } from "./check-answer.ts";
import { PalmAnswer } from "./palm-answer.ts";

const good = (language: "en" | "hi" = "en") =>
  sampleAnswer({ language, slots: ["left", "right"] }) as ReadableAnswer;

function changed(change: (answer: ReadableAnswer & { report: { limits: string } }) => unknown) {
  const answer = structuredClone(good());
  change(answer);
  return answer;
}

describe("checking a model's answer", () => {
  test("a good answer passes in both languages and keeps the schema", () => {
    for (const language of ["en", "hi"] as const) {
      expect(PalmAnswer.parse(good(language))).toEqual(good(language));
      expect(findFault(good(language), language)).toBeUndefined();
    }
  });

  test("an answer in the other language is not what was asked for", () => {
    expect(findFault(good("en"), "hi")).toBe("wrong_language");
    expect(findFault(good("hi"), "en")).toBe("wrong_language");
  });

  test.each([
    [
      "a line that is told twice",
      (a: ReadableAnswer) => Object.assign(a.report.lines, { 1: a.report.lines[0] }),
      "line_twice",
    ],
    [
      "a line that is visible but was not looked at",
      (a: ReadableAnswer) => Object.assign(a.report.lines[0]?.hands[0] ?? {}, { observed: " " }),
      "nothing_observed",
    ],
    [
      "an excuse in place of a summary",
      (a: ReadableAnswer) => Object.assign(a.summary, { text: "Sorry." }),
      "too_short",
    ],
    [
      "a prophecy of death",
      (a: ReadableAnswer) =>
        Object.assign(a.report, { limits: "A break here may mean early death." }),
      "forbidden_topic",
    ],
    [
      "one phrase again and again",
      (a: ReadableAnswer) =>
        Object.assign(a.summary, { text: "the heart line is deep and ".repeat(80) }),
      "looping",
    ],
  ])("%s is found", (_name, change, fault) => {
    expect(findFault(changed(change), "en")).toBe(fault);
  });

  test("surplus is left out, and so is what rests on lines that were not seen", () => {
    const sign = {
      key: "fish",
      side: "left",
      location: "wrist",
      observed: "x",
      meaning: "y",
      confidence: "high",
    } as const;
    const answer = changed((a) => {
      Object.assign(a.report, { signs: [sign, sign, sign] });
      for (const hand of a.report.lines[0]?.hands ?? [])
        Object.assign(hand, { visibility: "not_visible" });
      Object.assign(a.report.life_areas[0] ?? {}, { based_on: ["line:heart", "mount:venus"] });
    });
    const { report } = tidyAnswer(answer);
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
