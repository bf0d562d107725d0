import type { Language } from "#core/reading/reading.ts";
import { formatDate } from "#locales/format-date.ts";
import type { Messages } from "#locales/messages.ts";
import type { ShownReading } from "./shown-reading.ts";

/** Who made a reading and when, and until when it is kept. */
export function ReadBy({
  messages: { summary: text },
  language,
  reading: { reader, model, madeAt, keptUntil },
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly reading: ShownReading;
}) {
  return (
    <p className="soft">
      {text.readBy[reader]} {model !== null && text.model({ model })}{" "}
      {text.madeOn({ date: formatDate(language, new Date(madeAt)) })}{" "}
      {keptUntil !== null && text.kept({ date: formatDate(language, new Date(keptUntil)) })}
    </p>
  );
}
