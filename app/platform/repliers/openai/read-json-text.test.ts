import { expect, test } from "vitest";
import { createJsonTextReader } from "./read-json-text.ts";

const answer = {
  declined: null,
  text: 'She said “yes”, "no" and \\ maybe.\n\tजीवन 🖐 \u0007',
  rests_on: ["line:heart"],
};

test.each([1, 2, 3, 7, 1_000])(
  "a string is read from JSON that comes %i characters at a time",
  (size) => {
    for (const json of [
      JSON.stringify(answer),
      JSON.stringify(answer, null, 2),
      JSON.stringify(answer).replace(
        /[^\x20-\x7e]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
    ]) {
      const reader = createJsonTextReader("text");
      let text = "";
      for (let at = 0; at < json.length; at += size) text += reader.read(json.slice(at, at + size));
      expect(text).toBe(answer.text);
      expect(reader.before).toMatch(/"declined":\s*null/);
    }
  },
);
