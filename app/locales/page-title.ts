import type { Language } from "#core/reading/reading.ts";
import { messagesOf } from "./messages-of.ts";
import type { Messages } from "./messages.ts";

type Say = (messages: Messages) => string;

/** A page's title, with the site's name, and its description for search engines. */
export function pageTitle(language: Language = "en", title: Say, description?: Say) {
  const messages = messagesOf(language);
  return [
    { title: `${title(messages)} – ${messages.site.name}` },
    ...(description ? [{ name: "description", content: description(messages) }] : []),
  ];
}
