import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";

/** Where to go after a login: the page that asked for it, if it is one of ours, else the list of readings. */
export function nextPage(request: Request, language: Language): string {
  const next = new URL(request.url).searchParams.get("next") ?? "";
  const base = "http://ours.invalid";
  // A path like `//elsewhere` or `/\elsewhere` leads away, and only a parser sees it as browsers do. What is not
  // percent-encoded as an address has to be cannot stand in a header.
  const isOurs =
    /^\/[!-~]*$/.test(next) && URL.canParse(next, base) && new URL(next, base).origin === base;
  return isOurs ? next : localePath(language, "/analyses");
}

/**
 * Where to log in, and come back afterwards to the address that was asked for: to its page, when something was sent to
 * it. `nextPage` looks at it then.
 */
export function loginAddress(request: Request, language: Language): string {
  const { pathname, search } = new URL(request.url);
  const next = request.method === "POST" ? pathname : pathname + search;
  return `${localePath(language, "/login")}?next=${encodeURIComponent(next)}`;
}

/** The query string that hands the wish on to another page; empty without one. */
export function nextQuery(request: Request): string {
  const next = new URL(request.url).searchParams.get("next");
  return next === null ? "" : `?next=${encodeURIComponent(next.slice(0, 500).toWellFormed())}`;
}
