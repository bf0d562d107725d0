import { describe, expect, test } from "vitest";
import { createAnswerSpeech } from "./answer-speech.ts";

describe("an answer that is said at too great length", () => {
  const speak = () => {
    const told: string[] = [];
    const speech = createAnswerSpeech(
      { tell: (_id, { text }) => void told.push(text) },
      { replyId: "reply", run: "1" },
    );
    return { speech, told };
  };
  const beginning = "Your heart line curves. ".repeat(249);
  const long = `It is ${"very ".repeat(20)}long. `;

  test.each([
    [
      "in one piece",
      (speech: ReturnType<typeof speak>["speech"]) => speech.hear(`${beginning}${long}It ends. `),
    ],
    [
      "sentence by sentence",
      (speech: ReturnType<typeof speak>["speech"]) => {
        for (const piece of [beginning, long, "It ends. ", "So. "]) speech.hear(piece);
      },
    ],
  ])("ends before the first sentence that does not fit, heard %s", (_how, hear) => {
    const { speech, told } = speak();

    hear(speech);
    speech.hear("It is");
    speech.finish();

    expect(speech.text).toBe(beginning);
    expect(told.join("")).toBe(beginning);
  });

  test("still gets our own words after it", () => {
    const { speech } = speak();
    speech.hear(`${beginning}${long}It ends. `);
    speech.finish();
    speech.add("\n\nIn your report");
    expect(speech.text).toBe(`${beginning}\n\nIn your report`);
  });
});
