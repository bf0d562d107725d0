import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerHtml } from "./answer-html.server.ts";

const analysisId = "019a0000-0000-7000-8000-000000000001";
const english = { analysisId, language: "en" } as const;
const html = (text: string) => answerHtml(text, english);

test("an answer has paragraphs, emphasis, breaks and lists", () => {
  expect(html("Your **heart line** is *long*.\n\nTwo things:\n\n- warmth\n- patience")).toBe(
    "<p>Your <strong>heart line</strong> is <em>long</em>.</p>\n<p>Two things:</p>\n" +
      "<ul>\n<li>warmth</li>\n<li>patience</li>\n</ul>\n",
  );
  expect(html("one\ntwo")).toBe("<p>one<br>\ntwo</p>\n");
});

test("a title in an answer is no title of the page", () => {
  expect(html("# Your heart")).toBe("<p><strong>Your heart</strong></p>\n");
});

describe("links", () => {
  test("lead to a part of the reading, in the page's language", () => {
    expect(html("See [the heart line](#line-heart).")).toBe(
      `<p>See <a href="/analyses/${analysisId}#line-heart">the heart line</a>.</p>\n`,
    );
    expect(answerHtml("[हृदय रेखा](#line-heart)", { analysisId, language: "hi" })).toContain(
      `<a href="/hi/analyses/${analysisId}#line-heart">`,
    );
  });

  test("lead to a few pages of ours", () => {
    expect(html("[words](/glossary#mount-venus)")).toContain('<a href="/glossary#mount-venus">');
    expect(html("[so](/privacy)")).toContain('<a href="/privacy">');
    expect(html(`[so](/hi/analyses/${analysisId})`)).toContain(`href="/analyses/${analysisId}"`);
  });

  test.each([
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "javascript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "data:text/html,x",
    "mailto:a@b.example",
    "/account/delete",
    "/analyses/019a0000-0000-7000-8000-000000000002",
    "/privacy?next=//elsewhere.example",
    '#a"onclick="alert(1)',
    "about",
  ])("to %s are their words alone", (address) => {
    expect(html(`[the words](${address}) and <${address}>`)).not.toMatch(/<a|href/);
    expect(html(`[the words](${address})`)).toBe("<p>the words</p>\n");
  });

  test("that are written out stay text", () => {
    expect(html("https://elsewhere.example <https://elsewhere.example>")).not.toContain("<a");
  });
});

test("entities and escapes stay what was written", () => {
  expect(html("You d&#105;e \\*so\\*")).not.toContain("die");
  expect(html("a &amp; b")).toBe("<p>a &amp;amp; b</p>\n");
});

test("a picture is what it is called, and asks nobody for anything", () => {
  expect(html('![a "palm"](https://elsewhere.example/beacon.png)')).toBe(
    "<p>a &quot;palm&quot;</p>\n",
  );
});

test("HTML and scripts are shown as the text that they are", () => {
  expect(html("<script>alert(1)</script>")).toBe("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
  expect(html('<img src=x onerror="alert(1)">')).not.toContain("<img");
  expect(html("a <b>c</b> <!-- d -->")).not.toMatch(/<b>|<!--/);
});

test("a line of 100 kB is cut, and so is a deep or a tangled one", () => {
  for (const text of ["a", "**a", "> ", "- ", "[", "![a](", "*_", "<", "&amp;"]) {
    expect(html(text.repeat(100_000 / text.length)).length, text).toBeLessThan(40_000);
  }
});

test("whatever is written, only harmless elements come out", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "<script>",
      "</p>",
      "<img src=x onerror=y>",
      "[a](",
      ")",
      "](",
      "javascript:x",
      "#line-heart",
      "![",
      "**",
      "_",
      "\n",
      "\n\n",
      "> ",
      "- ",
      "1. ",
      "# ",
      "`",
      "```\n",
      "|",
      "\\",
      '"',
      "&lt;",
      "&#60;",
      "https://elsewhere.example",
      "<https://elsewhere.example>",
      "[a]: /b\n",
      "&quot;",
    ),
    fc.string(),
  );
  const allowed =
    /^(<\/?(p|strong|em|ul|ol|li|blockquote)>|<br>|<ol start="\d+">|<a href="\/[^"<>]*">|<\/a>)$/;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      for (const [tag] of html(pieces.join("")).matchAll(/<[^>]*>?/g)) expect(tag).toMatch(allowed);
    }),
  );
});
