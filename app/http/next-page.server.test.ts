import { redirect } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { nextPage, nextQuery } from "./next-page.server.ts";

const origin = "https://palms.example";
const asking = (next: string) =>
  new Request(`${origin}/login?${new URLSearchParams({ next }).toString()}`);

/** Where a browser ends up that is sent there from the login page. */
const endsAt = (next: string) =>
  new URL(redirect(nextPage(asking(next), "en")).headers.get("Location") ?? "", `${origin}/login`)
    .href;

describe("where a login leads", () => {
  test.each([
    "/analyses/0193-an-id",
    "/hi/analyses/0193-an-id?after=x&b=1",
    "/account#sessions",
    "/",
    // Percent-encoded slashes are letters of a path of ours.
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/a//b",
    "/..//evil.example",
    "/hi/%E0%A4%B9",
    "/x?u=https://evil.example",
  ])("to the page that asked for it: %s", (next) => {
    expect(nextPage(asking(next), "en")).toBe(next);
    expect(endsAt(next)).toMatch(/^https:\/\/palms\.example\//);
  });

  test.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https://evil.example",
    "https:/evil.example",
    "https:evil.example",
    "//palms.example@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "",
    "http://ours.invalid/analyses",
    "//[",
  ])("never away from us: %j", (next) => {
    expect(nextPage(asking(next), "en")).toBe("/analyses");
  });

  test.each(["/a\r\nSet-Cookie: x=y", "/a\nb", "/a b", "/हाथ", "/🖐", "/a\0b"])(
    "what is not written as an address (%j) leads to the readings, not to an error",
    (next) => {
      expect(endsAt(next)).toBe(`${origin}/analyses`);
    },
  );

  test("without a wish to the list of readings, in the page's language", () => {
    expect(nextPage(new Request(`${origin}/login`), "en")).toBe("/analyses");
    expect(nextPage(new Request(`${origin}/hi/login`), "hi")).toBe("/hi/analyses");
    expect(nextPage(asking("//evil.example"), "hi")).toBe("/hi/analyses");
  });
});

describe("handing the wish on", () => {
  test("it comes back as it was", () => {
    const next = "/hi/analyses/1?a=b&c=हाथ";
    const query = nextQuery(asking(next));

    expect(new URL(`/register${query}`, origin).searchParams.get("next")).toBe(next);
    expect(query).toMatch(/^\?next=[\w%.~!*'()-]+$/);
  });

  test("none is none, and an endless one is cut", () => {
    expect(nextQuery(new Request(`${origin}/login`))).toBe("");
    expect(nextQuery(asking(`/${"x".repeat(5_000)}`)).length).toBeLessThan(520);
  });

  test("the cut may fall into the middle of a letter", () => {
    expect(() => nextQuery(asking(`/${"x".repeat(498)}🖐`))).not.toThrow();
  });
});
