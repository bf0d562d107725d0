import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

/** The first thing of every page: skip link, name, and the same page in the other language. */
export function SiteHeader({
  messages,
  language,
  otherPath,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly otherPath: string;
}) {
  const { otherCode, otherName } = messages.language;
  return (
    <>
      <a className="skip" href="#main">
        {messages.site.skip}
      </a>
      <header>
        <a className="brand" href={localePath(language, "/")}>
          {messages.site.name}
        </a>
        <nav aria-label={messages.site.menu}>
          <a href={localePath(language, "/analyses")}>{messages.site.readings}</a>
          <a href={localePath(language, "/account")}>{messages.site.account}</a>
          <a href={otherPath} hrefLang={otherCode} lang={otherCode}>
            {otherName}
          </a>
        </nav>
      </header>
    </>
  );
}
