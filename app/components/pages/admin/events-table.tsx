import type { StreamEvent } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatTime } from "#locales/format-date.ts";
import type { Messages } from "#locales/messages.ts";
import { AdminTable } from "./admin-table.tsx";
import { JobLink } from "./job-link.tsx";
import { nameOfStream } from "./stream-name.ts";

/** When an event happened: its id begins with that, by the clock of Redis. */
export function timeOfEvent({ id }: Pick<StreamEvent, "id">): Date {
  return new Date(Number(id.split("-")[0]));
}

/** Events in the order given. Without `isOfOneJob` each says which stream and job it is about. */
export function EventsTable({
  messages,
  language,
  label,
  events,
  isOfOneJob = false,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly label: string;
  readonly events: readonly StreamEvent[];
  readonly isOfOneJob?: boolean;
}) {
  const { admin } = messages;
  const { columns, events: words } = admin.streams;
  const known: Readonly<Record<string, string>> = words;
  const about = isOfOneJob ? [] : [columns.stream, columns.job];
  return (
    <AdminTable
      label={label}
      columns={[admin.columns.when, ...about, columns.event, columns.worker, columns.data]}
      rows={events.map((event) => ({
        key: `${event.stream} ${event.id} ${event.jobId}`,
        cells: [
          formatTime(language, timeOfEvent(event)),
          ...(isOfOneJob
            ? []
            : [
                nameOfStream(messages, event.stream),
                <JobLink key="job" language={language} stream={event.stream} id={event.jobId} />,
              ]),
          known[event.type] ?? event.type,
          event.worker ?? admin.none,
          event.data === null ? admin.none : <code key="data">{JSON.stringify(event.data)}</code>,
        ],
      }))}
    />
  );
}
