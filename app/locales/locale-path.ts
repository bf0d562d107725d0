import type { Language } from "#core/reading/reading.ts";

/** The language of a page: Hindi pages live under `/hi`, English ones have no prefix. */
export function languageOfPath(pathname: string): Language {
  return pathname === "/hi" || pathname.startsWith("/hi/") ? "hi" : "en";
}

/** A page's path in a language. */
export function localePath(language: Language, path: string): string {
  if (language === "en") return path;
  return path === "/" ? "/hi" : `/hi${path}`;
}

/** The same page in another language. */
export function switchLanguage(pathname: string, to: Language): string {
  const bare = pathname.replace(/^\/hi(?=\/|$)/, "");
  return localePath(to, bare === "" ? "/" : bare);
}
