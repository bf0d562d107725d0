import { expect, test } from "vitest";
import { languageOf } from "./language.server.ts";

const ask = (path: string, accept?: string) =>
  languageOf(
    new Request(`https://palms.example${path}`, {
      headers: accept === undefined ? {} : { "Accept-Language": accept },
    }),
  );

test("a page's language is in its path, whatever the browser prefers", () => {
  expect(ask("/", "hi")).toBe("en");
  expect(ask("/hi", "en")).toBe("hi");
  expect(ask("/hi/analyses/new")).toBe("hi");
  expect(ask("/history")).toBe("en");
});

test("an API client is answered in the first of our languages that it accepts", () => {
  expect(ask("/api/v1/analyses", "fr, hi-IN;q=0.9, en;q=0.8")).toBe("hi");
  expect(ask("/api/v1/analyses", "en-GB, hi")).toBe("en");
  expect(ask("/api/v1/analyses")).toBe("en");
});
