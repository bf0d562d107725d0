import { describe, expect, test } from "vitest";
import { describeProblem } from "./describe-problem.ts";
import { en } from "./en.ts";
import { hi } from "./hi.ts";
import { localePath, switchAddress, switchLanguage } from "./locale-path.ts";

/** What a sentence may ask for; any other name is a number. */
function paramsWith(reader: "openai" | "builtin"): object {
  const words: Record<string, string> = { type: "GIF", reader, model: "m", requestId: "r" };
  const texts = ["label", "date", "email", "place", "when"];
  return new Proxy(words, {
    get: (_, name) => words[String(name)] ?? (texts.includes(String(name)) ? "क" : 3),
  });
}

const params = {
  type: "GIF",
  maxMegabytes: 15,
  width: 200,
  height: 100,
  min: 250,
  megapixels: 90,
  max: 50,
};

/** Every sentence of a catalogue, functions called with something. */
function sentences(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const call = value as (p: object) => unknown;
    return (["builtin", "openai"] as const).flatMap((reader) =>
      sentences(call(paramsWith(reader)), path),
    );
  }
  return Object.entries(value as object).flatMap(([key, item]) =>
    sentences(item, `${path}.${key}`),
  );
}

describe("the catalogues", () => {
  test("have no empty sentence", () => {
    for (const catalogue of [en, hi]) {
      for (const [path, text] of sentences(catalogue)) expect(text.trim(), path).not.toBe("");
    }
  });

  test("speak Hindi in Devanagari, apart from names and formats", () => {
    const names =
      /HEIC|JPEG|PNG|Redis|UTC|iPhone|Settings|Camera|Formats|Most Compatible|OpenAI|Apple|AI|MB|multipart\/form-data|Idempotency-Key|client_key|ASCII|key|English|GIF|PDF|ZIP|API|name@example\.org|en/g;
    for (const [path, text] of sentences(hi)) {
      expect(text.replace(names, "").match(/[A-Za-z]{3,}/g) ?? [], `${path}: ${text}`).toEqual([]);
    }
  });

  test("tell every problem with what it is about, in both languages", () => {
    for (const catalogue of [en, hi]) {
      expect(describeProblem(catalogue, { code: "photo.too_small", params })).toMatch(
        /200 × 100.*250/s,
      );
      expect(describeProblem(catalogue, { code: "photo.too_large", params })).toContain("15 MB");
      expect(describeProblem(catalogue, { code: "photo.unsupported_type", params })).toContain(
        "GIF",
      );
    }
  });

  test("take a code that nobody knows any more for our own fault", () => {
    expect(describeProblem(en, { code: "toString" })).toBe(en.problems.internal);
  });
});

test("a page has one address in each language", () => {
  expect(localePath("hi", "/")).toBe("/hi");
  expect(localePath("hi", "/about")).toBe("/hi/about");
  expect(switchLanguage("/hi", "en")).toBe("/");
  expect(switchLanguage("/hi/analyses/1", "en")).toBe("/analyses/1");
  expect(switchLanguage("/history", "hi")).toBe("/hi/history");
  expect(switchLanguage("/hi//elsewhere.example", "en")).toBe("/elsewhere.example");
  expect(switchAddress({ pathname: "/login", search: "?next=%2Fanalyses%2F1" }, "hi")).toBe(
    "/hi/login?next=%2Fhi%2Fanalyses%2F1",
  );
});
