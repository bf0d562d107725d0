import { describe, expect, test } from "vitest";
import { findForbidden } from "#core/safety/find-forbidden.ts";
import { languages, Report } from "../reading.ts";
import { findGlossaryEntry, glossary, glossaryIds, glossaryIn } from "./glossary.ts";

const { element, ...profile } = Report.shape.hand_profile.shape;
const { lines, mounts, fingers, minor_lines: minorLines, signs } = Report.shape;
const named = [
  ...element.options.filter((key) => key !== "unclear").map((key) => `element-${key}`),
  ...lines.element.shape.key.options.map((key) => `line-${key}`),
  ...mounts.element.shape.key.options.map((key) => `mount-${key}`),
  ...fingers.element.shape.key.options.map((key) => `finger-${key}`),
  ...minorLines.element.shape.key.options.map((key) => `minor_line-${key}`),
  ...signs.element.shape.key.options.map((key) => `sign-${key}`),
].filter((id) => !id.endsWith("-other"));

test("everything that a report can name is explained", () => {
  expect(Object.keys(profile)).toContain("observed");
  expect(named.filter((id) => findGlossaryEntry(id) === undefined)).toEqual([]);
});

test("each address on its page is of one thing only", () => {
  const ids = [...glossary.map(({ id }) => id), ...glossaryIds];
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z_-]+$/.test(id))).toEqual([]);
});

test("an entry is found by its id, and nothing is found by another word", () => {
  expect(findGlossaryEntry("mount-venus")?.name).toEqual({
    en: "mount of Venus",
    hi: "शुक्र पर्वत",
  });
  expect(findGlossaryEntry("toString")).toBeUndefined();
});

describe.each(languages)("the glossary (%s)", (language) => {
  const terms = glossaryIn(language).flatMap((group) => group.terms);

  test("keeps to its language and says nothing forbidden", () => {
    const texts = terms.flatMap(({ name, text, source }) => [name, ...text, source]);
    const foreign = language === "en" ? /\p{Script=Devanagari}/u : /[a-z]{3}/iu;
    const ours = texts.map((text) => text.replace(/\([^)]*\)/gu, ""));
    expect(ours.filter((text) => foreign.test(text))).toEqual([]);
    expect(texts.flatMap((text) => findForbidden(text) ?? [])).toEqual([]);
  });

  test("explains each word in one to three whole sentences, and says after whom", () => {
    for (const { text, source } of terms) {
      for (const paragraph of text) expect(paragraph).toMatch(/[.।]$/u);
      expect(text[0]?.split(/(?<=[.।])\s+/u).length).toBeLessThanOrEqual(3);
      expect(source).not.toBe("");
    }
  });

  test("gives no two words the same text", () => {
    const texts = terms.map(({ text }) => text[0]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
