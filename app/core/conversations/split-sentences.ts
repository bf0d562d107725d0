/** No sentence is held back for longer than so many characters, and none is looked at without those around it. */
const LONGEST = 600;

/** Ends of sentences: a stop with what closes it, and the space after it; or a line break. */
const END = /(?:[.!?।]["'”’)\]*_]*\s+|\n+)/gu;

/** Where the last complete sentence of a text that is still growing ends; 0 when there is none yet. */
export function endOfSentences(text: string): number {
  let end = 0;
  for (const match of text.matchAll(END)) {
    // “1. ” and “e.g. ” end nothing, and a sentence is more than a word.
    const sentence = text.slice(end, match.index + 1);
    if (!/\n/.test(match[0]) && /(?:^|\s)(?:\d+|\p{L}|e\.g|i\.e)\.$/u.test(sentence)) continue;
    end = match.index + match[0].length;
  }
  if (end === 0 && text.length > LONGEST) {
    const space = text.lastIndexOf(" ", LONGEST);
    return space > 0 ? space + 1 : LONGEST;
  }
  return end;
}

/** A whole text in its sentences; joined they are the text again. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let rest = text;
  for (const match of text.matchAll(END)) {
    const cut = match.index + match[0].length - (text.length - rest.length);
    const sentence = rest.slice(0, cut);
    if (endOfSentences(sentence) === sentence.length && sentence !== "") {
      sentences.push(sentence);
      rest = rest.slice(cut);
    }
  }
  if (rest !== "") sentences.push(rest);
  return sentences;
}
