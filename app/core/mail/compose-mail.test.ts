import { describe, expect, test } from "vitest";
import { languages } from "../reading/reading.ts";
import { emailTokenLifeMs } from "../users/email-token.ts";
import { composeMail } from "./compose-mail.ts";
import { type LetterKind, mailWordsOf } from "./mail-words.ts";

/** Each has something to escape. */
const links = {
  verify: new URL("https://palm.example/verify-email/t?a=1&b='v'"),
  reset: new URL("https://palm.example/reset-password/t?a=1&b='r'"),
  release: new URL("https://palm.example/reset-password/t?a=1&b='l'"),
  log_in: new URL("https://palm.example/login?a=1&b='i'"),
  forgot: new URL("https://palm.example/forgot-password?a=1&b='f'"),
};

const linksOf: Record<LetterKind, readonly URL[]> = {
  verify_email: [links.verify],
  reset_password: [links.reset],
  release_address: [links.release],
  already_registered: [links.log_in, links.forgot],
  password_changed: [links.forgot],
};

const kinds = Object.keys(linksOf) as LetterKind[];
const letters = languages.flatMap((language) => kinds.map((kind) => ({ language, kind })));

describe.each(letters)("the letter $kind in $language", ({ language, kind }) => {
  const { subject, text, html } = composeMail({ kind, language, links });

  test("has its links and no others, whole and on lines of their own in the text", () => {
    const hrefs = linksOf[kind].map(({ href }) => href);
    expect(text.split("\n").filter((line) => line.includes("://"))).toEqual(hrefs);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => unescape(href))).toEqual(hrefs);
    expect([...html.matchAll(/<br>(.*)<\/p>/g)].map(([, shown]) => unescape(shown))).toEqual(hrefs);
  });

  test("leaves no placeholder and is signed", () => {
    for (const form of [subject, text, html]) {
      expect(form).not.toMatch(/undefined|null|\[object|\$\{|\{\{/);
    }
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text.trimEnd().endsWith(mailWordsOf(language).signature)).toBe(true);
  });

  test("escapes what is put into the HTML, and fetches nothing", () => {
    expect(html).toContain("a=1&amp;b=%27");
    expect(html.replaceAll(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
    expect(html).not.toMatch(/<img|<script|<link|url\(|src=/);
  });

  test("is written in its own language throughout, and says which that is", () => {
    expect(html).toContain(`<html lang="${language}">`);
    const prose = text.replaceAll(/https:\S+/g, "") + subject;
    if (language === "hi") expect(prose).not.toMatch(/[a-z]/i);
    else expect(prose).not.toMatch(/\p{Script=Devanagari}/u);
  });

  test("fits into the width of a plain mail", () => {
    const prose = text.split("\n").filter((line) => !line.includes("://"));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});

test("words are escaped, also those with quotes and angles", () => {
  const odd = new URL("https://palm.example/login#<b>\"&'");
  const { html } = composeMail({
    kind: "password_changed",
    language: "en",
    links: { forgot: odd },
  });
  expect(html).not.toMatch(/<b>|"&'/);
  expect(html).toContain("&amp;&#39;");
});

test("letters say how long their links work", () => {
  const hours = (kind: "verify_email" | "reset_password" | "release_address") =>
    emailTokenLifeMs[kind] / 3_600_000;
  expect([hours("verify_email"), hours("reset_password"), hours("release_address")]).toEqual([
    7 * 24,
    1,
    1,
  ]);
  const said = (kind: LetterKind, language: "en" | "hi") =>
    composeMail({ kind, language, links }).text.replaceAll("\n", " ");
  expect(said("verify_email", "en")).toContain("seven days");
  expect(said("verify_email", "hi")).toContain("सात दिन");
  for (const kind of ["reset_password", "release_address"] as const) {
    expect(said(kind, "en")).toContain("one hour");
    expect(said(kind, "hi")).toContain("एक घंटे");
  }
});

function unescape(html = ""): string {
  return html.replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
