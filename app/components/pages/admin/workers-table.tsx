import type { WorkerInfo } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { AdminTable } from "./admin-table.tsx";
import { JobLink } from "./job-link.tsx";

/** Jobs of one worker that are listed; how many more there are is said. */
const SHOWN_JOBS = 10;

/** The workers of one stream: what each holds, for how long, and when it last gave a sign of life. */
export function WorkersTable({
  messages,
  language,
  stream,
  workers,
  silentAfterMs,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly stream: string;
  readonly workers: readonly WorkerInfo[];
  readonly silentAfterMs: number;
}) {
  const { admin } = messages;
  const { columns, workers: words, ago, acts } = admin.streams;
  const duration = (ms: number) => formatDuration(language, ms);
  if (workers.length === 0) return <p>{words.none}</p>;
  return (
    <AdminTable
      label={words.title}
      columns={[columns.worker, columns.slots, columns.holds, columns.lastBeat]}
      rows={workers.map(({ name, slots, sinceBeatMs, holds }) => {
        const isSilent = sinceBeatMs === null || sinceBeatMs > silentAfterMs;
        return {
          key: name,
          cells: [
            <span key="name">
              <code>{name}</code>
              {isSilent && holds.length === 0 && (
                <>
                  {" "}
                  <a
                    href={`${localePath(language, `/admin/streams/${stream}/remove-worker`)}?${new URLSearchParams({ worker: name }).toString()}`}
                  >
                    {acts["remove-worker"].submit}
                  </a>
                </>
              )}
            </span>,
            slots === 0 ? words.stops : formatNumber(language, slots),
            holds.length === 0 ? (
              words.holdsNothing
            ) : (
              <ul key="holds" className="plain">
                {holds.slice(0, SHOWN_JOBS).map(({ id, heldMs }) => (
                  <li key={id}>
                    <JobLink language={language} stream={stream} id={id} />{" "}
                    {words.holding({ time: duration(heldMs) })}
                  </li>
                ))}
                {holds.length > SHOWN_JOBS && (
                  <li>+ {formatNumber(language, holds.length - SHOWN_JOBS)}</li>
                )}
              </ul>
            ),
            <span key="beat" className={isSilent && holds.length > 0 ? "error" : undefined}>
              {sinceBeatMs === null ? words.gone : ago({ time: duration(sinceBeatMs) })}
              {isSilent && ` · ${words.silent}`}
            </span>,
          ],
        };
      })}
    />
  );
}
