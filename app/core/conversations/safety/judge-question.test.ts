import { describe, expect, test } from "vitest";
import { answeredQuestions, declinedQuestions } from "#tests/support/asked-questions.ts";
import { given } from "#tests/support/given.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { findForbidden } from "../../safety/find-forbidden.ts";
import { lineRulesEn } from "../../reading/builtin/line-rules.en.ts";
import { lineRulesHi } from "../../reading/builtin/line-rules.hi.ts";
import { reportRulesEn } from "../../reading/builtin/report-rules.en.ts";
import { reportRulesHi } from "../../reading/builtin/report-rules.hi.ts";
import { answerWords } from "../builtin/answer-words.ts";
import { composeAnswer } from "../builtin/compose-answer.ts";
import { declineReasons } from "../message.ts";
import { anchorOf, partNames } from "../parts.ts";
import { languageOfQuestion } from "../question-language.ts";
import { judgeQuestion } from "./judge-question.ts";
import { refusals } from "./refusals.ts";

test("the table has sixty questions and more, in all three ways of writing", () => {
  const all = [...declinedQuestions, ...answeredQuestions].map(([, question]) => question);
  expect(all.length).toBeGreaterThanOrEqual(60);
  const inDevanagari = all.filter((question) => /\p{Script=Devanagari}/u.test(question));
  const romanised = all.filter(
    (question) => !inDevanagari.includes(question) && languageOfQuestion(question, "en") === "hi",
  );
  expect(inDevanagari.length).toBeGreaterThan(20);
  expect(romanised.length).toBeGreaterThan(15);
});

describe("a question that no palm answers is declined", () => {
  test.each(declinedQuestions)("%s: “%s”", (reason, question) => {
    expect(judgeQuestion(question)).toBe(reason);
  });

  test("however it is spelt: capitals, nukta, invisible characters", () => {
    for (const question of ["HOW LONG WILL I LIVE", "मैं खुदकुशी करना चाहता हूं", "sui\u200bcide"]) {
      expect(judgeQuestion(question), question).not.toBeNull();
    }
  });
});

/** The sample has no Mercury line, which people ask about by its other name. */
const reading = (language: "en" | "hi") => {
  const { report } = sampleAnswer({ language, slots: ["left"] });
  const [line] = report?.lines ?? [];
  if (!report || !line) throw new Error("the sample has lines");
  const lines = [...report.lines, { ...line, key: "mercury" as const }];
  return { ...given.reading({ report: { ...report, lines } }), reader: "builtin" as const };
};

describe("a question about the reading is answered by rules, and rests on its parts", () => {
  test.each(answeredQuestions)("%s: “%s”", (anchor, question) => {
    expect(judgeQuestion(question)).toBeNull();
    const language = languageOfQuestion(question, "en");
    const { text, restsOn } = composeAnswer({
      question,
      language,
      reading: reading(language),
      past: [],
      today: new Date(),
    });
    expect(restsOn.map(anchorOf)).toContain(anchor);
    expect(findForbidden(text)).toBeNull();
    expect(/\p{Script=Devanagari}/u.test(text)).toBe(language === "hi");
  });

  test("a short question goes on from the one before", () => {
    const past = [{ turn: 1, question: "What does my heart line say?", answer: "…" }];
    const { restsOn, text } = composeAnswer({
      question: "And why?",
      language: "en",
      reading: reading("en"),
      past,
      today: new Date(),
    });
    expect(restsOn).toContain("line:heart");
    expect(text).not.toContain("built-in");
  });

  test("one that it does not understand it says so, and what can be asked", () => {
    const { text, restsOn } = composeAnswer({
      question: "xyzzy frobnicate quux",
      language: "en",
      reading: reading("en"),
      past: [],
      today: new Date(),
    });
    expect(restsOn).toEqual([]);
    expect(text).toMatch(/built-in reader.*did not find.*You can ask/s);
  });

  test("a line that its report does not have it does not make up", () => {
    const { text } = composeAnswer({
      question: "What about my fate line?",
      language: "en",
      reading: reading("en"),
      past: [],
      today: new Date(),
    });
    expect(text).toContain("says nothing about the fate line");
  });
});

describe("what our own reports suggest to ask", () => {
  const suggested = [reportRulesEn, reportRulesHi, lineRulesEn, lineRulesHi].flatMap(questionsIn);

  test("is there", () => {
    expect(suggested.length).toBeGreaterThan(40);
  });

  test.each(suggested)("is not declined, and finds an answer: “%s”", (question) => {
    expect(judgeQuestion(question)).toBeNull();
    const language = languageOfQuestion(question, "en");
    const { text } = composeAnswer({
      question,
      language,
      reading: reading(language),
      past: [],
      today: new Date(),
    });
    expect(text).not.toContain(answerWords[language].notUnderstood);
    expect(findForbidden(text)).toBeNull();
  });
});

/** Every string of these rules that asks something. */
function questionsIn(rules: unknown): string[] {
  if (typeof rules === "string") return rules.endsWith("?") ? [rules] : [];
  if (typeof rules !== "object" || rules === null) return [];
  return Object.values(rules).flatMap(questionsIn);
}

describe("our own words", () => {
  test.each(declineReasons)("for declining for %s are there in both languages", (reason) => {
    for (const language of ["en", "hi"] as const) {
      expect(refusals[language][reason].length).toBeGreaterThan(40);
    }
  });

  test.each(["distress", "death"] as const)("to somebody in need name 112: %s", (reason) => {
    expect(refusals.en[reason]).toContain("112");
    expect(refusals.hi[reason]).toContain("112");
  });

  test("name every part, in both languages", () => {
    for (const language of ["en", "hi"] as const) {
      for (const name of Object.values(partNames[language])) expect(name).not.toBe("");
    }
  });
});
