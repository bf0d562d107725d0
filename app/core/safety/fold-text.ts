/** Zero-width characters, which hide a word from a pattern and from nobody else. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/** One spelling for every spelling of the same words: small letters, no nukta, one nasal sign, one kind of digits. */
export function foldText(text: string): string {
  return foldDevanagari(text.normalize("NFKC").replace(INVISIBLE, ""))
    .toLowerCase()
    .replace(/[’‘ʼ`]/gu, "'")
    .replace(/\s+/gu, " ");
}

/** The part of it that patterns go through as well: it changes no sign of a regular expression. */
export function foldDevanagari(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\u093c/gu, "")
    .replace(/ँ/gu, "ं")
    .replace(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x0966));
}
