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
  // One slash only: two of them would lead to another site.
  const bare = pathname.replace(/^\/hi(?=\/|$)/, "").replace(/^[/\\]+/, "/");
  return localePath(to, bare === "" ? "/" : bare);
}

/** The same address in another language, with where to go after a login, in that language as well. */
export function switchAddress(
  { pathname, search }: { readonly pathname: string; readonly search: string },
  to: Language,
): string {
  const next = new URLSearchParams(search).get("next");
  const path = switchLanguage(pathname, to);
  return next === null ? path : `${path}?next=${encodeURIComponent(switchLanguage(next, to))}`;
}
