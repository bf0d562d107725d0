import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { LoginGate } from "../login-gate.tsx";
import { AssessmentNotes } from "../assessment-notes.tsx";
import { ReadBy } from "../read-by.tsx";
import { PalmFigures } from "../overlay/palm-figures.tsx";
import { ReadingSummary } from "../reading-summary.tsx";
import { languageOf, type ShownReading } from "../shown-reading.ts";

export function SummaryPage({
  messages,
  language,
  reading,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly reading: ShownReading;
}) {
  const { summary: text } = messages;
  const lang = languageOf(reading, language);
  return (
    <>
      <ReadingSummary
        messages={messages}
        eyebrow={reading.label === null ? text.eyebrow : text.titleFor({ label: reading.label })}
        summary={reading.summary}
        lang={lang}
      />
      <PalmFigures messages={messages} reading={reading} isSmall />
      <p className="note">{messages.site.disclaimer}</p>
      <LoginGate
        messages={messages}
        language={language}
        next={localePath(language, `/analyses/${reading.analysisId}`)}
      />
      <AssessmentNotes messages={messages} assessment={reading.assessment} lang={lang} />
      <ReadBy messages={messages} language={language} reading={reading} />
      <p>
        <a className="action" href={localePath(language, `/analyses/${reading.analysisId}/edit`)}>
          {messages.readings.edit}
        </a>
        <br />
        <a className="action" href={localePath(language, "/analyses/new")}>
          {text.another}
        </a>
      </p>
    </>
  );
}
