import { describe, expect, test } from "vitest";
import { endOfSentences, splitSentences } from "./split-sentences.ts";

describe("sentences", () => {
  test.each([
    ["One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]],
    ["एक बात। दूसरी बात।", ["एक बात। ", "दूसरी बात।"]],
    ["He said “so.” Then", ["He said “so.” ", "Then"]],
    ["A title\n\n- one\n- two", ["A title\n\n", "- one\n", "- two"]],
    ["At 1. Then e.g. this. End.", ["At 1. Then e.g. this. ", "End."]],
    ["", []],
  ])("of %j", (text, sentences) => {
    expect(splitSentences(text)).toEqual(sentences);
  });

  test("of a text that grows are complete once something follows their stop", () => {
    expect(endOfSentences("Not yet.")).toBe(0);
    expect(endOfSentences("Now. T")).toBe(5);
  });

  test("without an end are cut all the same, between words", () => {
    const endless = "word ".repeat(200);
    expect(endOfSentences(endless)).toBeGreaterThan(500);
    expect(endOfSentences("x".repeat(5_000))).toBe(600);
  });
});
