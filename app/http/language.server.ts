import type { Language } from "#core/reading/reading.ts";
import { languageOfPath } from "#locales/locale-path.ts";

/** The language of an API client: the first of ours that its Accept-Language names. */
export function acceptedLanguage(request: Request): Language {
  const accepted = request.headers.get("Accept-Language") ?? "";
  for (const entry of accepted.toLowerCase().split(",")) {
    const tag = entry.trim().split(/[-;]/)[0];
    if (tag === "hi" || tag === "en") return tag;
  }
  return "en";
}

/** The language that an answer to this request is written in. */
export function languageOf(request: Request): Language {
  const { pathname } = new URL(request.url);
  return pathname.startsWith("/api/") ? acceptedLanguage(request) : languageOfPath(pathname);
}
