/** Letters a token, on the safe side: of Latin script, and of all others, Devanagari with its many signs among them. */
const LATIN = 3.5;
const OTHER = 1.5;

/** About how many tokens a text has, rather too many than too few. */
export function estimateTokens(text: string): number {
  let latin = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 0x250) latin += 1;
  }
  return Math.ceil(latin / LATIN + (text.length - latin) / OTHER);
}

/** The beginning of a text that has about so many tokens at most, cut between words. */
export function cutToTokens(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  const words = text.split(/(?<=\s)/u);
  let cut = "";
  for (const word of words) {
    if (estimateTokens(cut + word) > tokens - 1) break;
    cut += word;
  }
  return `${(cut === "" ? text.slice(0, tokens) : cut).trimEnd()}…`;
}
