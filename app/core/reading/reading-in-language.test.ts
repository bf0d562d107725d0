import { expect, test } from "vitest";
import { composeReading } from "./builtin/compose-reading.ts";
import { readingInLanguage } from "./reading-in-language.ts";
import type { Reading } from "./reading.ts";
import type { SeenPalm } from "./seen-palm.ts";

const palms: readonly SeenPalm[] = [
  {
    hand: "left",
    sight: {
      kind: "seen",
      seems: "left",
      notes: [],
      measures: {
        palmRatio: 1.05,
        fingerRatio: 0.9,
        indexToRing: 1,
        spread: 20,
        thumbAngle: 50,
      },
      lines: null,
    },
  },
];
const english = composeReading(palms, { writingHand: "left", language: "en" });
const inHindi = { language: "hi", writtenIn: "en", writingHand: "left" } as const;

test("a built-in reading says in the other language what it would have said there from the start", () => {
  const { reading, textLanguage } = readingInLanguage(english, inHindi);
  expect(textLanguage).toBe("hi");
  expect(reading).toEqual(composeReading(palms, { writingHand: "left", language: "hi" }));
});

test("in its own language a reading stays word for word as it was stored, whatever the rules say now", () => {
  const stored: Reading = { ...english, summary: { ...english.summary, text: "As it was." } };
  expect(readingInLanguage(stored, { ...inHindi, language: "en" })).toEqual({
    reading: stored,
    textLanguage: "en",
  });
});

test.each<[string, Reading]>([
  ["a model's reading", { ...english, model: "a-model" }],
  ["a reading from before sights were kept", { ...english, sights: null }],
  [
    "a reading of which no palm was seen",
    { ...english, sights: [{ hand: "left", sight: { kind: "refused", problem: "no_hand" } }] },
  ],
])("%s is handed back as it is, with the language that it is in", (_, stored) => {
  expect(readingInLanguage(stored, inHindi)).toEqual({ reading: stored, textLanguage: "en" });
});
