import type { DeadLetterWithRow } from "#core/admin/list-dead-letters.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { Paging } from "../../paging.tsx";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminTable } from "./admin-table.tsx";
import { JobLink } from "./job-link.tsx";
import { nameOfStream } from "./stream-name.ts";
import { StreamsAway } from "./streams-away.tsx";

/** The jobs of a stream that were given up, newest first. */
export function DeadLettersPage({
  messages,
  language,
  stream,
  streams,
  letters,
  total,
  page,
  pages,
  done,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly stream: string;
  /** All that there are. */
  readonly streams: readonly string[];
  /** Null while Redis does not answer. */
  readonly letters: readonly DeadLetterWithRow[] | null;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly done: string | null;
}) {
  const { admin, readings } = messages;
  const { columns, dead, acts } = admin.streams;
  const path = localePath(language, "/admin/dead-letters");
  return (
    <AdminFrame messages={messages} language={language} area="dead" title={admin.areas.dead}>
      {done !== null && (
        <p className="note" role="status">
          {done}
        </p>
      )}
      <p>{dead.lead}</p>
      <nav aria-label={columns.stream}>
        <ul className="contents">
          {streams.map((name) => (
            <li key={name}>
              <a
                className="action"
                href={`${path}?stream=${name}`}
                aria-current={name === stream ? "true" : undefined}
              >
                {name === stream ? (
                  <b>{nameOfStream(messages, name)}</b>
                ) : (
                  nameOfStream(messages, name)
                )}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {letters === null ? (
        <StreamsAway messages={messages} path={`${path}?stream=${stream}`} />
      ) : letters.length === 0 ? (
        <p>{dead.none}</p>
      ) : (
        <>
          <p>
            {admin.found} {formatNumber(language, total)} ·{" "}
            <a className="action" href={localePath(language, `/admin/streams/${stream}/retry-all`)}>
              {acts["retry-all"].submit}
            </a>
          </p>
          <AdminTable
            label={admin.areas.dead}
            columns={[
              columns.job,
              columns.died,
              columns.why,
              columns.failures,
              columns.crashes,
              columns.row,
              admin.streams.actions,
            ]}
            rows={letters.map((letter) => {
              const jobPath = localePath(language, `/admin/jobs/${stream}/${letter.id}`);
              return {
                key: letter.id,
                cells: [
                  <JobLink
                    key="job"
                    language={language}
                    // What is erased has no page.
                    stream={letter.row === null ? "" : stream}
                    id={letter.id}
                  />,
                  formatMoment(language, letter.diedAt),
                  <span key="why">
                    {dead.why[letter.why]}
                    {letter.error !== "" && (
                      <>
                        : <code>{letter.error}</code>
                      </>
                    )}
                  </span>,
                  formatNumber(language, letter.failures),
                  formatNumber(language, letter.crashes),
                  letter.row === null
                    ? dead.rowGone
                    : readings.states[letter.row.status] +
                      (letter.row.errorCode === null ? "" : ` (${letter.row.errorCode})`),
                  <span key="acts" className="acts">
                    {letter.row?.status === "failed" && (
                      <a className="action" href={`${jobPath}/retry?from=dead`}>
                        {acts.retry.submit}
                      </a>
                    )}
                    <a className="action" href={`${jobPath}/drop?from=dead`}>
                      {acts.drop.submit}
                    </a>
                  </span>,
                ],
              };
            })}
          />
        </>
      )}
      <Paging messages={messages} path={path} page={page} pages={pages} query={{ stream }} />
    </AdminFrame>
  );
}
