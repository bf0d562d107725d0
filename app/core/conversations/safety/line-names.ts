import { foldDevanagari } from "../../safety/fold-text.ts";

const latin = /\b(?:health|swasthya|aa?yu)(?= ?(?:lines?|rekh[ae]+)\b)/gu;
const devanagari = new RegExp(foldDevanagari("(?<!\\S)(?:आयु|स्वास्थ्य)(?= रेखा)"), "gu");

/**
 * A folded question without the words that are declined everywhere but in the name of a line: the life line is called
 * that of age, and the Mercury line that of health, by people who ask for neither.
 */
export function withoutLineNames(folded: string): string {
  return folded.replace(latin, "").replace(devanagari, "");
}
