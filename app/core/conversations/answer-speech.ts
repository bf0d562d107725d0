import type { ReplyTeller } from "../ports.ts";
import { findForbidden } from "../safety/find-forbidden.ts";
import type { ForbiddenTopic } from "../safety/statement-rule.ts";
import { endOfSentences, splitSentences } from "./split-sentences.ts";

/** Characters of an answer at most; it ends before the first sentence that does not fit, so that none is missing within. */
const MAX_LENGTH = 6_000;

/** So much of what came before is looked at together with a sentence that has no end. */
const OVERLAP = 200;

/** An answer while it is said: only what has passed the rules is in it, and is told. */
export type AnswerSpeech = {
  readonly text: string;
  /** What a sentence spoke of that did not pass; from then on nothing is heard. */
  readonly unsafe: ForbiddenTopic | null;
  /** Takes in what a replier says. Sentences that are complete are judged, and told when they pass. */
  hear(text: string): void;
  /** Takes in what was left of a last sentence. */
  finish(): void;
  /** Says our own words after what was said. */
  add(text: string): void;
  /** Says our own words in place of everything that was said. */
  replaceBy(text: string): void;
};

export function createAnswerSpeech(
  teller: Pick<ReplyTeller, "tell">,
  { replyId, run }: { readonly replyId: string; readonly run: string },
): AnswerSpeech {
  let text = "";
  let pending = "";
  let unsafe: ForbiddenTopic | null = null;
  let isFull = false;

  const tell = (at: number, piece: string) => {
    text = text.slice(0, at) + piece;
    teller.tell(replyId, { run, at, text: piece });
  };
  const judge = (sentences: string) => {
    for (const sentence of splitSentences(withoutMarkup(sentences))) {
      if (text.length + sentence.length > MAX_LENGTH) {
        isFull = true;
        return;
      }
      const found = [sentence, text.slice(-OVERLAP) + sentence]
        .flatMap((said) => [said, asRead(said)])
        .map(findForbidden)
        .find((one) => one !== null);
      if (found) {
        unsafe = found.category;
        return;
      }
      tell(text.length, sentence);
    }
  };

  return {
    get text() {
      return text;
    },
    get unsafe() {
      return unsafe;
    },
    hear(more) {
      if (unsafe || isFull || text.length + pending.length > 2 * MAX_LENGTH) return;
      pending += more;
      const end = endOfSentences(pending);
      if (end === 0) return;
      judge(pending.slice(0, end));
      pending = pending.slice(end);
    },
    finish() {
      if (!unsafe && !isFull && pending !== "") judge(pending);
      pending = "";
    },
    add(more) {
      tell(text.length, more);
    },
    replaceBy(words) {
      pending = "";
      splitSentences(words).forEach((sentence, index) => {
        tell(index === 0 ? 0 : text.length, sentence);
      });
    },
  };
}

/** What is left for the reader when the page has made emphasis of its marks: “a **long** life” is “a long life”. */
function asRead(text: string): string {
  return text.replace(/[*_~`\\]+/gu, "");
}

/** Repliers write plain sentences; links are ours alone. Rendering trusts no text all the same. */
function withoutMarkup(text: string): string {
  return text
    .replace(/!\[[^\]]{0,200}\]\([^)]{0,500}\)/gu, "")
    .replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/gu, "$1")
    .replace(/<[^>\s][^>]{0,500}>/gu, "")
    .replace(/\b(?:https?|ftp|javascript|data):\S+|\bwww\.\S+/giu, "");
}
