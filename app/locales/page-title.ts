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

/** The title of a page with a form, which says so when the form was refused. */
export function formTitle(
  loaded: { readonly language: Language; readonly hasFailed: boolean } | undefined,
  title: Say,
) {
  return pageTitle(
    loaded?.language,
    (messages) => (loaded?.hasFailed ? messages.form.titlePrefix : "") + title(messages),
  );
}
