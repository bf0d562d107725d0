import { expect, test } from "vitest";
import { glossaryIn } from "../glossary/glossary.ts";
import { lineRulesHi } from "./line-rules.hi.ts";
import { reportRulesHi } from "./report-rules.hi.ts";
import { rulesHi } from "./rules.hi.ts";

const { names, onlyOn, limits } = lineRulesHi;

test("one line takes the singular, several the plural", () => {
  expect(onlyOn.left([names.fate])).toContain("हाथ में दिखी,");
  expect(onlyOn.left([names.life, names.fate])).toContain("हाथ में दिखीं,");
  expect(onlyOn.right([names.life, names.fate])).toContain("हाथ में दिखीं,");
  expect(limits.unseen([names.fate])).toContain("नहीं दिखी कि पढ़ी जा सके:");
  expect(limits.unseen([names.life, names.fate])).toContain("नहीं दिखीं कि पढ़ी जा सकें:");
});

test.each([
  [/सो लेना/u, "sleeping on a matter is no Hindi idiom"],
  [/काम की,? (सुलझी हुई )?सोच/u, "thinking about work, not practical thinking"],
  [/टिकी हुई ताक़त/u, "strength that is propped up"],
  [/लगन(?!\p{M})/u, "diligence, not ambition"],
  [/मंगल का पुराना/u, "of Mars, where no mount of Mars is meant"],
  [/एक-सी चाल मानते/u, "an even gait, not an even temper"],
])("no rule or entry says %s: %s", (phrase) => {
  const entries = glossaryIn("hi").flatMap(({ terms }) => terms);
  const texts = JSON.stringify([rulesHi, lineRulesHi, reportRulesHi, entries]);
  expect(texts.match(phrase)).toBeNull();
});
