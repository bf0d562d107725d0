import type { Language } from "#core/reading/reading.ts";
import type { ArchivedAnalysis } from "#core/users/export-account.ts";
import { formatDate } from "#locales/format-date.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { ArchiveDocument } from "./archive-document.tsx";

/** The first page of the archive: every reading, and where the rest is. */
export function ArchiveIndexPage({
  language,
  analyses,
  css,
}: {
  readonly language: Language;
  readonly analyses: readonly ArchivedAnalysis[];
  readonly css: string;
}) {
  const messages = messagesOf(language);
  const { archive: text, readings } = messages;
  return (
    <ArchiveDocument messages={messages} language={language} title={text.title} css={css}>
      <h1>{text.title}</h1>
      {analyses.length === 0 && <p>{readings.empty}</p>}
      <ul className="readings">
        {analyses.map((analysis) => {
          const date = formatDate(language, analysis.createdAt);
          const name = analysis.label ?? readings.unnamed({ date });
          return (
            <li className="card" key={analysis.id}>
              <div>
                <h2>{analysis.page === null ? name : <a href={analysis.page}>{name}</a>}</h2>
                {analysis.headline !== null && (
                  <p lang={analysis.language === language ? undefined : analysis.language}>
                    {analysis.headline}
                  </p>
                )}
                <p className="soft">
                  {readings.states[analysis.status]} · {date}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
      <p>
        {text.photos} <code>photos</code>
      </p>
      <p>
        {text.data} <a href="export.json">export.json</a>
      </p>
      <p className="note">{messages.site.disclaimer}</p>
    </ArchiveDocument>
  );
}
