import type { ReactNode } from "react";
import type { Language } from "#core/reading/reading.ts";
import type { Messages } from "#locales/messages.ts";

/** A page that is opened from a folder, without a network: its style is in it, and nothing runs. */
export function ArchiveDocument({
  messages: { site },
  language,
  title,
  css,
  children,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly title: string;
  readonly css: string;
  readonly children: ReactNode;
}) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${site.name}`}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <main>{children}</main>
        <footer>
          <p>{site.motto}</p>
        </footer>
      </body>
    </html>
  );
}
