import type { Hand } from "#core/photos/photo.ts";
import type { Language, Report } from "#core/reading/reading.ts";
import type { Messages } from "#locales/messages.ts";
import { AssessmentNotes } from "../assessment-notes.tsx";
import { ReadBy } from "../read-by.tsx";
import { ReadingPhotos } from "../reading-photos.tsx";
import { ReadingSummary } from "../reading-summary.tsx";
import { type ReportSection, reportSections } from "../report-sections.tsx";
import { languageOf, type ShownReading } from "../shown-reading.ts";

/** Up to so many sections are found without a table of contents. */
const FEW_SECTIONS = 3;

/** The whole reading, for its owner. */
export function ReportPage({
  messages,
  language,
  reading,
  photoAddress,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly reading: ShownReading & {
    /** Null when the reading was made as a summary only. */
    readonly report: Report | null;
  };
  /** Where photos are, if not on the site. */
  readonly photoAddress?: (hand: Hand) => string;
}) {
  const { report: text } = messages;
  const { report } = reading;
  const lang = languageOf(reading, language);
  const sections: ReportSection[] = [
    ...(report ? reportSections(report, { messages, language, lang }) : []),
    ...(reading.photos.length > 0
      ? [
          {
            id: "photos",
            title: messages.summary.photos,
            body: (
              <ReadingPhotos messages={messages} reading={reading} photoAddress={photoAddress} />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <ReadingSummary
        messages={messages}
        eyebrow={reading.label === null ? text.eyebrow : text.titleFor({ label: reading.label })}
        summary={reading.summary}
        lang={lang}
      />
      {report === null && <p>{text.summaryOnly}</p>}
      {sections.length > FEW_SECTIONS && (
        <nav className="action" aria-labelledby="contents">
          <h2 id="contents">{text.contents}</h2>
          <ul className="contents">
            {sections.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {sections.map(({ id, title, body }) => (
        <section key={id} id={id}>
          <h2>{title}</h2>
          {body}
        </section>
      ))}
      <AssessmentNotes messages={messages} assessment={reading.assessment} lang={lang} />
      <p className="note">{messages.site.disclaimer}</p>
      <ReadBy messages={messages} language={language} reading={reading} />
    </>
  );
}
