import type { Language } from "#core/reading/reading.ts";

const locales: Record<Language, string> = { en: "en-IN", hi: "hi-IN" };

/** A day as people of the language write it, in India's time. */
export function formatDate(language: Language, date: Date): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: "long",
    timeZone: "Asia/Kolkata",
  }).format(date);
}

/** A moment to the minute, in India's time. */
export function formatMoment(language: Language, date: Date): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: "medium",
    timeStyle: "short",
    // Hindi has no am and pm of its own.
    ...(language === "hi" ? { hourCycle: "h23" as const } : {}),
    timeZone: "Asia/Kolkata",
  }).format(date);
}

/** A time of day to the second, in India's time. */
export function formatTime(language: Language, date: Date): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeStyle: "medium",
    hourCycle: "h23",
    timeZone: "Asia/Kolkata",
  }).format(date);
}
