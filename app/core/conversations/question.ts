import { cleanText } from "../clean-text.ts";
import { type FieldProblem, InvalidInput } from "../errors.ts";

/** Characters of a question at most. */
export const MAX_QUESTION_LENGTH = 2_000;

/** Characters of a conversation's title at most. */
export const MAX_TITLE_LENGTH = 80;

/**
 * A question as it is stored: trimmed, with plain line breaks and no other control characters.
 *
 * @throws InvalidInput on `field`
 */
export function readQuestion(text: string, field: "message" | "content"): string {
  const question = cleanText(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]+/gu, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const problem = problemOf(question, MAX_QUESTION_LENGTH);
  if (problem) throw new InvalidInput({ [field]: [problem] });
  return question;
}

/** A title as its owner gives it: one line, trimmed. @throws InvalidInput on `title` */
export function readTitle(text: string): string {
  const title = toLine(text);
  const problem = problemOf(title, MAX_TITLE_LENGTH);
  if (problem) throw new InvalidInput({ title: [problem] });
  return title;
}

/** The title of a conversation that begins with this question: its beginning, cut between words. */
export function titleOf(question: string): string {
  const line = toLine(question);
  const characters = Array.from(line);
  if (characters.length <= MAX_TITLE_LENGTH) return line;
  const cut = characters.slice(0, MAX_TITLE_LENGTH - 1).join("");
  const lastSpace = cut.lastIndexOf(" ");
  return `${lastSpace > MAX_TITLE_LENGTH / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

/** What tells a repeated request from a new one. @throws InvalidInput on `client_key` */
export function readClientKey(key: string): string {
  if (key === "") throw new InvalidInput({ client_key: [{ code: "input.missing" }] });
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) {
    throw new InvalidInput({ client_key: [{ code: "input.client_key" }] });
  }
  return key;
}

/** Counted as a person counts: a character outside the basic plane is one. */
function problemOf(text: string, max: number): FieldProblem | undefined {
  if (text === "") return { code: "input.missing" };
  // No text of more UTF-16 units than that can be short enough; it is not taken apart to find out.
  if (text.length > 2 * max || Array.from(text).length > max) {
    return { code: "input.too_long", params: { max } };
  }
  return undefined;
}

function toLine(text: string): string {
  return cleanText(text)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}
