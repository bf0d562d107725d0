import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Language } from "#core/reading/reading.ts";
import type { ArchivePages } from "#core/users/export-account.ts";
import { ArchiveIndexPage } from "./archive-index-page.tsx";
import { ArchiveReadingPage } from "./archive-reading-page.tsx";

/**
 * The pages of an archive as HTML files.
 *
 * @param language that of the list; every reading has its own
 * @param css the site's style sheet
 */
export function createArchivePages({
  language,
  css,
}: {
  readonly language: Language;
  readonly css: string;
}): ArchivePages {
  return {
    reading: (archived) => toHtml(<ArchiveReadingPage archived={archived} css={css} />),
    index: (analyses) =>
      toHtml(<ArchiveIndexPage language={language} analyses={analyses} css={css} />),
  };
}

function toHtml(page: ReactElement): string {
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}
