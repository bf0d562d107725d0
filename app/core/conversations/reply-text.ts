import type { ReplyNews } from "../ports.ts";

export type ReplyText = {
  /** The text so far. */
  readonly shown: string;
  /** Takes a piece in. False when it changes nothing: it is of a run that is dead, or what stood before it is lost. */
  take(news: ReplyNews): boolean;
};

/**
 * Puts the pieces of an answer together. A run that begins anew, because the worker before it died, has a larger token:
 * its first piece replaces what the dead run had said, and what that may still say is not heard. A piece may also replace
 * what its own run had said, when that is taken back. One that does not fit on what is there, because Redis has lost what came between, is left out; the row has the whole text in the end.
 */
export function createReplyText(): ReplyText {
  let run = "";
  let shown = "";
  return {
    get shown() {
      return shown;
    },
    take(news) {
      if (news.kind === "over" || news.run < run) return false;
      if (news.run > run) {
        if (news.at > 0) return false;
        run = news.run;
        shown = "";
      }
      if (news.at > shown.length) return false;
      shown = shown.slice(0, news.at) + news.text;
      return true;
    },
  };
}
