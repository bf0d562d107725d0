import type { Language } from "#core/reading/reading.ts";
import { en } from "./en.ts";
import { hi } from "./hi.ts";
import type { Messages } from "./messages.ts";

const catalogues: Record<Language, Messages> = { en, hi };

export function messagesOf(language: Language): Messages {
  return catalogues[language];
}
