import type { Assessment, Language } from "#core/reading/reading.ts";
import type { Messages } from "#locales/messages.ts";

/** What was weak about each photo and how to take a better one; nothing when nothing was. */
export function AssessmentNotes({
  messages: { summary: text, hand },
  assessment,
  lang,
}: {
  readonly messages: Messages;
  readonly assessment: Assessment;
  readonly lang: Language | undefined;
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
