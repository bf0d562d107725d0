import { describe, expect, test } from "vitest";
import { findForbidden } from "#core/safety/find-forbidden.ts";
import { languages } from "../reading.ts";
import { explainGrounds, explainRule } from "./explain-rule.ts";
import { ruleSources } from "./rule-sources.ts";

test("a rule says what it holds and after whom", () => {
  expect(explainRule("heart_ends_index", "en")).toEqual({
    says: "An end below the index finger, the finger of Jupiter (Guru), is linked with high ideals in love and friendship.",
    source: "Cheiro, Language of the Hand, much read in India to this day",
  });
  expect(explainRule("thumb_open", "hi")?.says).toBe(
    "आपका अँगूठा हाथ से काफ़ी खुला है: यह उदार और आज़ाद मन की ओर इशारा हो सकता है।",
  );
});

test.each(["", "toString", "heart_ends_nowhere"])("there is no rule called %j", (id) => {
  expect(explainRule(id, "en")).toBeUndefined();
});

test("each part of a report names its rules; those that are gone are left out", () => {
  const grounds = [
    { part: "line:life", rules: ["life_broken", "gone"] },
    { part: "area:mind", rules: ["gone"] },
  ];
  expect(explainGrounds(grounds, "en")).toEqual({
    "line:life": [{ rule: "life_broken", ...explainRule("life_broken", "en") }],
  });
});

describe.each(languages)("every rule (%s)", (language) => {
  const all = Object.keys(ruleSources).map((id) => ({ id, ...explainRule(id, language) }));

  test("is explained in whole sentences of its language, and says nothing forbidden", () => {
    const script = language === "en" ? /^[^\p{Script=Devanagari}]+\.$/u : /^[^a-z]+[।?]$/iu;
    expect(all.filter(({ says }) => !script.test(says ?? ""))).toEqual([]);
    expect(all.flatMap(({ says }) => findForbidden(says ?? "") ?? [])).toEqual([]);
  });

  test("has an explanation of its own", () => {
    expect(new Set(all.map(({ says }) => says)).size).toBe(all.length);
  });
});
