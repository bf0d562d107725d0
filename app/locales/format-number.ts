import type { Language } from "#core/reading/reading.ts";

const locales: Record<Language, string> = { en: "en-IN", hi: "hi-IN" };

/** A number as people of the language write it. */
export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** A length of time in seconds, to a tenth while it is short. */
export function formatSeconds(language: Language, milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return new Intl.NumberFormat(locales[language], {
    style: "unit",
    unit: "second",
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  }).format(seconds);
}
