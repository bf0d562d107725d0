import MarkdownIt, { type Token } from "markdown-it";
import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";

/** Where an answer stands: its links are made for the reading that it is about, in the page's language. */
export type AnswerPlace = { readonly analysisId: string; readonly language: Language };

/** More of an answer than this is not shown, whoever wrote it. */
const MOST_CHARACTERS = 6_000;

/** Pages that an answer may lead to besides its own reading. */
const ownPages = new Set(["/about", "/privacy", "/terms", "/glossary"]);

/** A part of a page: `#line-heart`. */
const fragment = /^#[a-z][a-z0-9_-]{0,63}$/;

/**
 * Everything is off unless it is named here: answers are prose, with a list now and then. HTML, code, tables and
 * addresses that turn into links by themselves stay the plain text that they are.
 */
const markdown = new MarkdownIt("zero", { html: false, breaks: true })
  .enable(["blockquote", "heading", "list"])
  // Entities and escapes stay as they are written: the rules have judged what is written, not what it would turn into.
  .enable(["emphasis", "image", "link", "newline"]);

// Addresses are judged below; here a bad one would leave its brackets in the text.
markdown.validateLink = () => true;
markdown.core.ruler.push("own links only", ({ tokens, env }) => {
  for (const token of tokens) {
    if (token.children) token.children = keepOwnLinks(token.children, env as AnswerPlace);
  }
});
// A title of an answer is no title of the page.
markdown.renderer.rules["heading_open"] = () => "<p><strong>";
markdown.renderer.rules["heading_close"] = () => "</strong></p>\n";
markdown.renderer.rules["image"] = (tokens, index, options, env, renderer) =>
  markdown.utils.escapeHtml(
    renderer.renderInlineAsText(tokens[index]?.children ?? [], options, env),
  );

/**
 * An answer's Markdown as HTML that can do nothing: paragraphs, lists, emphasis, and links to our own pages. Links that
 * lead elsewhere, and pictures, are their words alone.
 */
export function answerHtml(text: string, place: AnswerPlace): string {
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return markdown.render(shown, place);
}

/** Links do not stand in each other, so the next end belongs to the last beginning. */
function keepOwnLinks(tokens: readonly Token[], place: AnswerPlace): Token[] {
  let isKept = false;
  return tokens.filter((token) => {
    if (token.type === "link_open") {
      const address = ownAddress(token.attrGet("href") ?? "", place);
      isKept = address !== undefined;
      token.attrs = [["href", address ?? ""]];
      return isKept;
    }
    return token.type !== "link_close" || isKept;
  });
}

/** The address of a page of ours in the reader's language; undefined for every other one. */
function ownAddress(given: string, { analysisId, language }: AnswerPlace): string | undefined {
  const reading = `/analyses/${analysisId}`;
  if (fragment.test(given)) return localePath(language, reading) + given;

  const [path = "", ...parts] = given.replace(/^\/hi(?=\/)/, "").split("#");
  const part = parts.length === 0 ? "" : `#${parts.join("#")}`;
  const isOurs = ownPages.has(path) || path === reading;
  return isOurs && (part === "" || fragment.test(part))
    ? localePath(language, path) + part
    : undefined;
}
