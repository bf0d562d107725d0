import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { AssessmentNotes } from "../assessment-notes.tsx";
import { ReadBy } from "../read-by.tsx";
import { ReadingPhotos } from "../reading-photos.tsx";
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
      <p className="note">{messages.site.disclaimer}</p>
      <AssessmentNotes messages={messages} assessment={reading.assessment} lang={lang} />
      <h2>{text.photos}</h2>
      <ReadingPhotos messages={messages} reading={reading} />
      <ReadBy messages={messages} language={language} reading={reading} />
      <a className="button" href={localePath(language, "/analyses/new")}>
        {text.another}
      </a>
    </>
  );
}
