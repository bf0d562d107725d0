import { describe, expect, test } from "vitest";
import { InvalidInput } from "../errors.ts";
import { readClientKey, readQuestion, readTitle, titleOf } from "./question.ts";

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return Object.values(error.fields)[0]?.[0]?.code;
  }
}

describe("a question", () => {
  test.each([
    ["", "input.missing"],
    ["  \n \u0000", "input.missing"],
    ["x".repeat(2_001), "input.too_long"],
    ["🖐".repeat(2_001), "input.too_long"],
  ])("of the wrong length is refused: %#", (text, code) => {
    expect(problemOf(() => readQuestion(text, "content"))).toBe(code);
  });

  test("may have 2,000 characters, counted as people count", () => {
    expect(Array.from(readQuestion("🖐".repeat(2_000), "content"))).toHaveLength(2_000);
  });

  test("keeps its line breaks and loses other control characters", () => {
    expect(readQuestion(" one\r\ntwo\u0007\n\n\n\nthree ", "content")).toBe("one\ntwo\n\nthree");
  });

  test("has no halves of characters, which no storage gives back as they were", () => {
    expect(readQuestion("hi \ud800 there?", "content")).toBe("hi \ufffd there?");
    expect(readQuestion("a hand 🖐", "content")).toBe("a hand 🖐");
  });

  test("loses marks that turn the direction of a text, and keeps the letters of every script", () => {
    expect(readQuestion("\u202emy\u202c \u2066line\u2069?", "content")).toBe("my line?");
    expect(problemOf(() => readQuestion("\u202e\u2069", "content"))).toBe("input.missing");
    expect(readQuestion("क्\u200dष और بخت?", "content")).toBe("क्\u200dष और بخت?");
  });
});

describe("a title", () => {
  test("is the beginning of the first question, cut between words", () => {
    expect(titleOf("What does\nmy heart line say?")).toBe("What does my heart line say?");
    const long = titleOf("What does it mean that ".repeat(10));
    expect(long.length).toBeLessThanOrEqual(80);
    expect(long).toMatch(/ (?:What|does|it|mean|that)…$/);
    expect(Array.from(titleOf("🖐".repeat(200)))).toHaveLength(80);
  });

  test("given by its owner is one line that is not empty", () => {
    expect(readTitle(" My \n heart ")).toBe("My heart");
    expect(readTitle("\u202eMy\u2069 heart \udc00")).toBe("My heart \ufffd");
    expect(problemOf(() => readTitle(" "))).toBe("input.missing");
    expect(problemOf(() => readTitle("x".repeat(81)))).toBe("input.too_long");
  });
});

test.each(["", "with space", "ü", "x".repeat(101)])("a client key is not %j", (key) => {
  expect(problemOf(() => readClientKey(key))).toMatch(/^input\./);
});
