import { describe, expect, test } from "vitest";
import { en } from "#locales/en.ts";
import { hi } from "#locales/hi.ts";
import { given } from "#tests/support/given.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { tracedLines } from "#tests/support/traced-lines.ts";
import type { PalmLines } from "../../palm/palm-lines.ts";
import { composeReading } from "../../reading/builtin/compose-reading.ts";
import { type Language, languages, Report } from "../../reading/reading.ts";
import { findForbidden } from "../../safety/find-forbidden.ts";
import { type PartKey, partKeys, partNames } from "../parts.ts";
import type { PastTurn } from "../replier.ts";
import { answerWords } from "./answer-words.ts";
import { composeAnswer } from "./compose-answer.ts";

const past: readonly PastTurn[] = [{ turn: 1, question: "Hello?", answer: "…" }];
const places = [
  ["first", []],
  ["later", past],
] as const;

/** A report that has nothing but the shape of one hand. */
function bareReport(language: Language): Report {
  const { report } = sampleAnswer({ language, slots: ["left"] });
  if (!report) throw new Error("the sample is a palm");
  return { ...report, lines: [], mounts: [], fingers: [], life_areas: [] };
}

function answer(
  question: string,
  language: Language,
  { report, past = [] }: { readonly report: Report; readonly past?: readonly PastTurn[] },
) {
  const reading = { ...given.reading({ report }), reader: "builtin" as const };
  return composeAnswer({ question, language, reading, past, today: new Date() });
}

/** A question that names each part in one of the two languages, and nothing else. */
const asks: Record<Language, (part: PartKey) => string> = {
  en: (part) => `What about ${englishAsks[part] ?? partNames.en[part]}?`,
  hi: (part) => `${hindiAsks[part] ?? partNames.hi[part]} के बारे में बताइए`,
};
const englishAsks: Partial<Record<PartKey, string>> = {
  hand: "the shape of my hand",
  "mount:mars_upper": "the mount of upper Mars",
  "mount:mars_lower": "the mount of lower Mars",
  "area:mind": "learning",
  "area:relationships": "friendship",
  "area:prosperity": "money",
  "area:family": "family",
  "area:wellbeing": "balance",
};
const hindiAsks: Partial<Record<PartKey, string>> = {
  "mount:mars_upper": "मंगल पर्वत",
  "mount:mars_lower": "मंगल पर्वत",
  "area:mind": "पढ़ाई",
  "area:relationships": "दोस्ती",
  "area:career": "नौकरी",
  "area:prosperity": "पैसे",
  "area:family": "परिवार",
};

describe.each(languages)("a part that the report lacks (%s)", (language) => {
  const report = bareReport(language);
  const words = answerWords[language];
  const lacked = partKeys.filter((part) => part !== "hand");

  describe.each(places)("asked about in the %s question", (_place, past) => {
    test.each(lacked)("is said to be lacking, and what to ask instead: %s", (part) => {
      const { text, restsOn } = answer(asks[language](part), language, { report, past });
      if (part === "comparison") expect(text).toContain(words.oneHandOnly);
      // Somebody's character is read from the shape of the hand, which every report has.
      else if (part === "area:character") expect(restsOn).toEqual(["hand"]);
      else expect(text).toMatch(saysNothing[language]);
      if (part !== "area:character") {
        expect(restsOn).toEqual([]);
        expect(text).toContain(words.youCanAsk);
        expect(text).toContain(report.suggested_questions[0]);
      }
      expect(text.startsWith(words.whoAmI)).toBe(past.length === 0);
      expect(text).not.toContain(words.notUnderstood);
      expect(findForbidden(text)).toBeNull();
    });

    test("is not put off to the future when there is nothing near it", () => {
      const question = language === "en" ? "Will I have money?" : "क्या मेरे पास पैसे होंगे?";
      const { text } = answer(question, language, { report, past });
      expect(text).toMatch(saysNothing[language]);
      expect(text).not.toContain(words.noFuture);
    });
  });
});

const saysNothing: Record<Language, RegExp> = {
  en: /Your report says nothing about /,
  hi: /आपकी रिपोर्ट में कुछ नहीं (?:है|लिखा है)/,
};

describe("a part of life that the report lacks", () => {
  test.each([
    ["en", "What about money?", "Your report says nothing about habits with money."],
    ["en", "What about my family?", "Your report says nothing about home and family."],
    ["hi", "पैसे के बारे में बताइए", "“पैसे की आदतें” पर आपकी रिपोर्ट में कुछ नहीं लिखा है।"],
    [
      "hi",
      "Mere haath ki rekha kya kehti hai paise ke baare me?",
      "“पैसे की आदतें” पर आपकी रिपोर्ट में कुछ नहीं लिखा है।",
    ],
  ] as const)("is called by its name (%s): “%s”", (language, question, says) => {
    expect(answer(question, language, { report: bareReport(language), past }).text).toContain(says);
  });

  test("is named with the other one that was asked about", () => {
    const { text } = answer("Money and family?", "en", { report: bareReport("en") });
    expect(text).toContain("nothing about habits with money.");
    expect(text).toContain("nothing about home and family.");
  });

  test("does not keep what tradition looks at for it from being told", () => {
    const { report } = sampleAnswer({ language: "en", slots: ["left"] });
    if (!report) throw new Error("the sample is a palm");
    const { text, restsOn } = answer("What about love?", "en", {
      report: { ...report, life_areas: [] },
    });
    expect(restsOn).toContain("line:heart");
    expect(text).not.toContain("says nothing");
  });
});

test("a part of the report that has no words is one that it lacks", () => {
  const report = bareReport("en");
  const area = { key: "family", text: " ", based_on: [] } as const;
  const { text, restsOn } = answer("And my family?", "en", {
    report: { ...report, life_areas: [{ ...area, based_on: [] }] },
    past,
  });
  expect(text).toContain("Your report says nothing about home and family.");
  expect(restsOn).toEqual([]);
});

describe("a line that was not seen alike on both hands", () => {
  const seen = (lines: PalmLines) => ({
    kind: "seen" as const,
    seems: null,
    notes: [],
    measures: null,
    lines,
  });
  const reportOf = (language: Language, left: PalmLines, right: PalmLines) =>
    Report.parse(
      composeReading(
        [
          { hand: "left", sight: seen(left) },
          { hand: "right", sight: seen(right) },
        ],
        { writingHand: "right", language },
      ).report,
    );
  const clear = tracedLines({ fate: { grade: "clear" } });
  const noFate = tracedLines({ fate: null });
  const asked = { en: "What does my fate line say?", hi: "मेरी भाग्य रेखा क्या कहती है?" };

  test.each(languages)("is told of each hand in its own words (%s)", (language) => {
    const { onHand, visibility } = answerWords[language];
    const faint = tracedLines({ fate: { grade: "faint" } });
    for (const [left, right, grades] of [
      [clear, noFate, ["clear", "not_visible"]],
      [noFate, clear, ["not_visible", "clear"]],
      [faint, noFate, ["faint", "not_visible"]],
      [noFate, noFate, ["not_visible", "not_visible"]],
    ] as const) {
      const report = reportOf(language, left, right);
      const line = report.lines.find(({ key }) => key === "fate");
      const { text, restsOn } = answer(asked[language], language, { report, past });
      expect(restsOn[0]).toBe("line:fate");
      const paragraphs = text.split("\n\n");
      const onHands = (["left", "right"] as const).map((side, index) => {
        const observed = line?.hands[index]?.observed ?? "";
        const grade = visibility[grades[index] ?? "clear"];
        return [onHand[side], grade, observed].filter((words) => words !== "").join(" ");
      });
      expect(paragraphs).toContain(`${answerWords[language].inReport} ${onHands.join(" ")}`);
      // Tradition's meaning is of no single hand.
      expect(paragraphs).toContain(line?.meaning);
      expect(findForbidden(text)).toBeNull();
    }
  });

  test("is called visible in the words of the report's page", () => {
    expect(answerWords.en.visibility).toEqual(en.report.visibility);
    expect(answerWords.hi.visibility).toEqual(hi.report.visibility);
  });
});

test.each(["🙂", "👍🏽", "???"])("what has no words goes on from nothing: %s", (question) => {
  const { report } = sampleAnswer({ language: "en", slots: ["left"] });
  if (!report) throw new Error("the sample is a palm");
  const { text, restsOn } = answer(question, "en", {
    report,
    past: [{ turn: 1, question: "What does my heart line say?", answer: "…" }],
  });
  expect(text).toContain(answerWords.en.notUnderstood);
  expect(restsOn).toEqual([]);
});
