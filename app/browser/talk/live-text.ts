/** A sentence's end with what closes it, or a line's; the danda ends one in Hindi. */
const sentenceEnd = /[.!?।…][)"'”’*_]*\s|\n/g;

/** Without an end of a sentence in so many characters, the end of a word does. */
const LONG = 240;

export type LiveText = {
  /** Puts `text` at `from` of the whole; what stood from there on is gone. */
  readonly put: (from: number, text: string) => void;
  /** Puts what is left; true when there was anything to see. */
  readonly end: () => boolean;
};

/**
 * Text that grows in `place`. Everybody sees each word when it comes. Whole sentences are added as elements of their
 * own, which a live region reads out one by one; the sentence that is still being written is kept from it.
 */
export function createLiveText(place: HTMLElement): LiveText {
  const tail = document.createElement("span");
  tail.setAttribute("aria-hidden", "true");
  let text = "";
  let told = 0;

  function restart(): void {
    place.replaceChildren(tail);
    told = 0;
  }

  function show(end: number): void {
    if (end > told) {
      const sentence = document.createElement("span");
      sentence.textContent = plain(text.slice(told, end));
      place.insertBefore(sentence, tail);
      told = end;
    }
    tail.textContent = plain(text.slice(told));
  }

  return {
    put: (from, piece) => {
      // A gap cannot be filled here; the end brings the whole.
      if (from > text.length) return;
      // Told again after the connection was away: what stands there has been read out already.
      if (tail.isConnected && text.startsWith(piece, from)) return;
      if (!tail.isConnected || from < told) restart();
      text = text.slice(0, from) + piece;
      show(told + endOfSentences(text.slice(told)));
    },
    end: () => {
      if (text !== "") show(text.length);
      return text !== "";
    },
  };
}

/** How much of the text is whole sentences. */
function endOfSentences(text: string): number {
  let end = 0;
  for (const match of text.matchAll(sentenceEnd)) end = match.index + match[0].length;
  return end === 0 && text.length > LONG ? text.lastIndexOf(" ") + 1 : end;
}

/** The words of Markdown without its marks. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)?/g, "$1")
    .replace(/^ {0,3}(#{1,6}|[-*+]|>) +/gm, "")
    .replace(/\*+|(?<!\w)_+|_+(?!\w)/g, "");
}
