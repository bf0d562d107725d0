import type { StreamAuditEntry } from "#core/audit/audit.repo.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { AdminTable } from "./admin-table.tsx";
import { JobLink } from "./job-link.tsx";
import { nameOfStream } from "./stream-name.ts";

/** What admins did to the streams lately. */
export function StreamAudit({
  messages,
  language,
  audit,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly audit: readonly StreamAuditEntry[];
}) {
  const { admin, account } = messages;
  const { streams } = admin;
  if (audit.length === 0) return <p>{admin.noAudit}</p>;
  return (
    <AdminTable
      label={streams.audit.title}
      columns={[
        admin.columns.when,
        admin.columns.what,
        streams.columns.subject,
        streams.columns.actor,
      ]}
      rows={audit.map(({ action, subject, actor, at }, index) => ({
        key: `${at.toISOString()} ${index}`,
        cells: [
          formatMoment(language, at),
          account.audit.actions[action],
          <Subject key="subject" messages={messages} language={language} subject={subject} />,
          actor === null ? (
            streams.audit.operator
          ) : (
            <a key="actor" href={localePath(language, `/admin/users/${actor.id}`)}>
              {actor.email}
            </a>
          ),
        ],
      }))}
    />
  );
}

function Subject({
  messages,
  language,
  subject,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly subject: string | null;
}) {
  if (subject === null) return messages.admin.streams.dead.rowGone;
  const [stream = "", ...about] = subject.split(":");
  const name = nameOfStream(messages, stream);
  if (about.length === 0) return name;
  return (
    <>
      {name}{" "}
      <JobLink
        language={language}
        stream={/^[0-9a-f-]{36}$/.test(about.join(":")) ? stream : ""}
        id={about.join(":")}
      />
    </>
  );
}
