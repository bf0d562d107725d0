import type { ReactNode } from "react";
import type { Hand } from "#core/photos/photo.ts";
import type { Language, Report } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { AssessmentNotes } from "../assessment-notes.tsx";
import { PalmFigures } from "../overlay/palm-figures.tsx";
import { ReadBy } from "../read-by.tsx";
import { ReadingSummary } from "../reading-summary.tsx";
import { Reasons } from "../reasons.tsx";
import { reportAnchors } from "../report-anchors.ts";
import { type AfterPart, type ReportSection, reportSections } from "../report-sections.tsx";
import { languageOf, type ShownReading, type ShownReasons } from "../shown-reading.ts";

/** Up to so many sections are found without a table of contents. */
const FEW_SECTIONS = 3;

/** The whole reading, for its owner. */
export function ReportPage({
  messages,
  language,
  reading,
  photoAddress,
  actions,
  afterPart = () => null,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly reading: ShownReading & {
    /** Null when the reading was made as a summary only. */
    readonly report: Report | null;
    readonly reasons: ShownReasons;
    /** The terms that the glossary explains: `line-heart`, `mount-venus`. */
    readonly terms: readonly string[];
  };
  /** Where photos are, if not on the site. */
  readonly photoAddress?: (hand: Hand) => string;
  /** What can be done with the reading, under its summary. */
  readonly actions?: ReactNode;
  /**
   * What stands at the end of a part: of the summary, of each section by its key in the report, and within them of each
   * line (`line:heart`) and each part of life (`area:mind`). The name is what the page calls it.
   */
  readonly afterPart?: AfterPart;
}) {
  const { report: text } = messages;
  const { report } = reading;
  const lang = languageOf(reading, language);
  const anchors = reportAnchors(report);
  const termOf = (term: string) =>
    reading.terms.includes(term) ? `${localePath(language, "/glossary")}#${term}` : undefined;
  const sections: ReportSection[] = report
    ? reportSections(report, {
        messages,
        language,
        lang,
        anchors,
        reasons: reading.reasons,
        termOf,
        afterPart,
      })
    : [];
  return (
    <>
      <ReadingSummary
        messages={messages}
        eyebrow={reading.label === null ? text.eyebrow : text.titleFor({ label: reading.label })}
        summary={reading.summary}
        lang={lang}
      >
        <PalmFigures
          messages={messages}
          reading={reading}
          photoAddress={photoAddress}
          hrefOf={(line) => anchors.get(`line:${line}`)}
          writingHand={termOf("word-active_hand")}
        />
      </ReadingSummary>
      {afterPart("summary", messages.summary.eyebrow)}
      {lang !== undefined && <p className="note">{text.otherLanguage}</p>}
      {actions !== undefined && <div className="actions">{actions}</div>}
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
          <div className="foot">
            <Reasons
              messages={messages}
              reasons={reading.reasons[id === "hand_profile" ? "hand" : id]}
            />
            {afterPart(id, title)}
          </div>
        </section>
      ))}
      <AssessmentNotes messages={messages} assessment={reading.assessment} lang={lang} />
      <p className="note">{messages.site.disclaimer}</p>
      <p className="soft unprinted">{text.print}</p>
      <ReadBy messages={messages} language={language} reading={reading} />
    </>
  );
}
