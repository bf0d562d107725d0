/** Marks that turn the direction of the text around them, also of what is not theirs. */
const TURNING_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * What a person typed, as every storage gives it back: no halves of characters, which storage would replace so that
 * the same text sent again would be another one. And without marks that would turn round the sentence it is shown in.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(TURNING_MARKS, "");
}
