import type { Hand } from "#core/photos/photo.ts";
import type { MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDate } from "#locales/format-date.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { LoginGate } from "../login-gate.tsx";
import { Paging } from "../paging.tsx";

export type ListedReading = {
  readonly id: string;
  readonly label: string | null;
  readonly headline: string | null;
  readonly writtenIn: Language;
  readonly status: "queued" | "processing" | "completed" | "failed" | "cancelled";
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  readonly hand: Hand | null;
  readonly sentAt: string;
};

export function ReadingsPage({
  messages,
  language,
  readings,
  page,
  pages,
  isGuest,
  isDeleted,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly readings: readonly ListedReading[];
  readonly page: number;
  readonly pages: number;
  readonly isGuest: boolean;
  /** True right after one was deleted. */
  readonly isDeleted: boolean;
}) {
  const { readings: text } = messages;
  return (
    <>
      {isDeleted && (
        <p className="note" role="status">
          {text.deleted}
        </p>
      )}
      <h1>{text.title}</h1>
      {readings.length === 0 && <p>{text.empty}</p>}
      <ul className="readings">
        {readings.map((reading) => (
          <li className="card" key={reading.id}>
            {reading.hand !== null && (
              <img
                src={`/analyses/${reading.id}/photos/${reading.hand}?size=thumb`}
                alt=""
                width="72"
                height="96"
                loading="lazy"
              />
            )}
            <div>
              <h2>
                <a href={localePath(language, `/analyses/${reading.id}`)}>
                  {reading.label ??
                    text.unnamed({ date: formatDate(language, new Date(reading.sentAt)) })}
                </a>
              </h2>
              {reading.headline !== null && (
                <p lang={reading.writtenIn === language ? undefined : reading.writtenIn}>
                  {reading.headline}
                </p>
              )}
              <p className="soft">
                {text.states[reading.status]} · {formatDate(language, new Date(reading.sentAt))}
              </p>
              <a
                className="action"
                href={localePath(language, `/analyses/${reading.id}/edit`)}
                aria-label={`${text.edit}: ${reading.label ?? formatDate(language, new Date(reading.sentAt))}`}
              >
                {text.edit}
              </a>
            </div>
          </li>
        ))}
      </ul>
      <Paging
        messages={messages}
        path={localePath(language, "/analyses")}
        page={page}
        pages={pages}
      />
      <a className="button" href={localePath(language, "/analyses/new")}>
        {messages.home.start}
      </a>
      {isGuest && (
        <LoginGate
          messages={messages}
          language={language}
          next={localePath(language, "/analyses")}
        />
      )}
    </>
  );
}
