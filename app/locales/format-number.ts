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

const steps = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
  { unit: "second", ms: 1_000 },
] as const;

/** A length of time in the largest unit that it fills, short: `250 ms`, `1.2 sec`, `3 hr`. */
export function formatDuration(language: Language, milliseconds: number): string {
  const step = steps.find(({ ms }) => milliseconds >= ms);
  const value = milliseconds / (step?.ms ?? 1);
  return new Intl.NumberFormat(locales[language], {
    style: "unit",
    unit: step?.unit ?? "millisecond",
    unitDisplay: "short",
    maximumFractionDigits: step !== undefined && value < 10 ? 1 : 0,
  }).format(value);
}

/** Money, given in millionths of a US dollar; small amounts to a hundredth of a cent. */
export function formatDollars(language: Language, millionths: number): string {
  return new Intl.NumberFormat(locales[language], {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: millionths < 1_000_000 ? 4 : 2,
  }).format(millionths / 1_000_000);
}
