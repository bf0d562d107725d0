import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

/** The last thing of every page: where to read more. */
export function SiteFooter({
  messages: { site },
  language,
}: {
  readonly messages: Messages;
  readonly language: Language;
}) {
  return (
    <footer>
      <nav aria-label={site.name}>
        <a href={localePath(language, "/about")}>{site.about}</a>
        <a href={localePath(language, "/glossary")}>{site.glossary}</a>
        <a href={localePath(language, "/privacy")}>{site.privacy}</a>
        <a href={localePath(language, "/terms")}>{site.terms}</a>
      </nav>
      <p>{site.motto}</p>
    </footer>
  );
}
