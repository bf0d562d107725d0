import { cleanText } from "../clean-text.ts";
import { InvalidInput } from "../errors.ts";

/** Characters of a reading's name at most. */
export const MAX_LABEL_LENGTH = 80;

/** A reading's name as it is stored: one line, trimmed, null when blank. @throws InvalidInput on `label` */
export function readLabel(text: string): string | null {
  const label = cleanText(text)
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  if (label.length > MAX_LABEL_LENGTH) {
    throw new InvalidInput({
      label: [{ code: "input.too_long", params: { max: MAX_LABEL_LENGTH } }],
    });
  }
  return label === "" ? null : label;
}
