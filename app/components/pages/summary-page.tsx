import type { Hand } from "#core/photos/photo.ts";
import type { Assessment, Language, Summary } from "#core/reading/reading.ts";
import { formatDate } from "#locales/format-date.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

export function SummaryPage({
  messages,
  language,
  reading,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly reading: {
    readonly analysisId: string;
    readonly label: string | null;
    /** The language that the reading was written in, which may not be the page's. */
    readonly writtenIn: Language;
    readonly summary: Summary;
    readonly assessment: Assessment;
    readonly reader: "openai" | "builtin";
    readonly model: string | null;
    readonly madeAt: string;
    readonly keptUntil: string;
    readonly photos: readonly {
      readonly hand: Hand;
      readonly width: number;
      readonly height: number;
    }[];
  };
}) {
  const { summary: text } = messages;
  const { summary } = reading;
  const lang = reading.writtenIn === language ? undefined : reading.writtenIn;
  return (
    <>
      <p className="eyebrow">
        {reading.label === null ? text.eyebrow : text.titleFor({ label: reading.label })}
      </p>
      <h1 className="headline" lang={lang}>
        {summary.headline}
      </h1>
      <p className="lead" lang={lang}>
        {summary.text}
      </p>
      <h2>{text.highlights}</h2>
      <ul className="card highlights" lang={lang}>
        {summary.highlights.map((highlight) => (
          <li key={highlight}>{highlight}</li>
        ))}
      </ul>
      <p className="note">{messages.site.disclaimer}</p>
      <AssessmentNotes messages={messages} assessment={reading.assessment} lang={lang} />
      <h2>{text.photos}</h2>
      <div className="photos">
        {reading.photos.map(({ hand, width, height }) => (
          <figure key={hand}>
            <img
              src={`/analyses/${reading.analysisId}/photos/${hand}?size=thumb`}
              alt={text.photo[hand]}
              width={width}
              height={height}
              loading="lazy"
            />
            <figcaption>{messages.hand[hand]}</figcaption>
          </figure>
        ))}
      </div>
      <p className="soft">
        {text.readBy[reading.reader]}{" "}
        {reading.model !== null && text.model({ model: reading.model })}{" "}
        {text.madeOn({ date: formatDate(language, new Date(reading.madeAt)) })}{" "}
        {text.kept({ date: formatDate(language, new Date(reading.keptUntil)) })}
      </p>
      <a className="button" href={localePath(language, "/analyses/new")}>
        {text.another}
      </a>
    </>
  );
}

function AssessmentNotes({
  messages: { summary: text, hand },
  assessment,
  lang,
}: {
  readonly messages: Messages;
  readonly assessment: Assessment;
  readonly lang: string | undefined;
}) {
  const notes = assessment.photos.flatMap((photo) => {
    const isOtherSide = photo.seems_side !== "unclear" && photo.seems_side !== photo.slot;
    const items = [
      ...(isOtherSide ? [{ text: text.sideDisagrees[photo.slot], lang: undefined }] : []),
      ...photo.problems.map((problem) => ({ text: text.assessment[problem], lang: undefined })),
      ...(photo.retake_tip === null ? [] : [{ text: photo.retake_tip, lang }]),
    ];
    return items.length > 0 ? [{ slot: photo.slot, items }] : [];
  });
  if (notes.length === 0) return null;
  return (
    <>
      <h2>{text.seen}</h2>
      {notes.map(({ slot, items }) => (
        <div key={slot}>
          <h3>{hand[slot]}</h3>
          <ul>
            {items.map((item) => (
              <li key={item.text} lang={item.lang}>
                {item.text}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
