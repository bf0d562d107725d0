import type { Counts } from "#core/admin/admin.repo.ts";
import type { StreamState } from "#core/admin/read-stream.ts";
import type { ProviderState } from "#core/admin/streams-admin.ts";
import type { StreamAuditEntry } from "#core/audit/audit.repo.ts";
import type { FeedbackCount } from "#core/feedback/feedback.repo.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { FeedbackCounts } from "./feedback-counts.tsx";
import { ProviderLimits } from "./provider-limits.tsx";
import { StreamAudit } from "./stream-audit.tsx";
import { StreamOverview } from "./stream-overview.tsx";
import { StreamsAway } from "./streams-away.tsx";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminTable } from "./admin-table.tsx";

const statuses = ["queued", "processing", "completed", "failed", "cancelled"] as const;

export type ShownFinding = {
  readonly finding: string;
  readonly count: number;
  readonly foundAt: string;
};

export function OverviewPage({
  messages,
  language,
  streams,
  provider,
  silentAfterMs,
  counts,
  feedback,
  findings,
  audit,
}: {
  readonly messages: Messages;
  readonly language: Language;
  /** Null while Redis does not answer. */
  readonly streams: readonly StreamState[] | null;
  /** Null where no provider is asked, and while Redis does not answer. */
  readonly provider: ProviderState | null;
  readonly silentAfterMs: number;
  readonly counts: Counts;
  readonly feedback: readonly FeedbackCount[];
  readonly findings: readonly ShownFinding[];
  readonly audit: readonly StreamAuditEntry[];
}) {
  const { admin, readings } = messages;
  const { columns, sweeps } = admin;
  const row = (name: string, count: number, path?: string) => ({
    key: name,
    cells: [
      path === undefined ? name : <a href={localePath(language, path)}>{name}</a>,
      formatNumber(language, count),
    ],
  });
  return (
    <AdminFrame messages={messages} language={language} area="overview" title={admin.title}>
      {streams === null ? (
        <StreamsAway messages={messages} path={localePath(language, "/admin")} />
      ) : (
        streams.map((state) => (
          <StreamOverview
            key={state.overview.queue}
            messages={messages}
            language={language}
            state={state}
            silentAfterMs={silentAfterMs}
          />
        ))
      )}

      {provider !== null && (
        <section aria-labelledby="provider" className="card">
          <h2 id="provider">{admin.streams.limits.title}</h2>
          <ProviderLimits messages={messages} language={language} provider={provider} />
        </section>
      )}

      <h2>{admin.people}</h2>
      <AdminTable
        label={admin.people}
        columns={[admin.people, columns.count]}
        rows={[
          row(admin.areas.users, counts.users, "/admin/users"),
          row(admin.guests, counts.guests),
        ]}
      />

      <h2>{admin.areas.analyses}</h2>
      <AdminTable
        label={admin.areas.analyses}
        columns={[columns.status, columns.count]}
        rows={statuses.map((status) =>
          row(readings.states[status], counts.readings[status], `/admin/analyses?status=${status}`),
        )}
      />

      <h2>{messages.sharing.admin.title}</h2>
      <FeedbackCounts messages={messages} language={language} counts={feedback} />

      <h2>{sweeps.title}</h2>
      {findings.length === 0 ? (
        <p>{sweeps.never}</p>
      ) : (
        <AdminTable
          label={sweeps.title}
          columns={[columns.finding, columns.count, columns.when]}
          rows={findings.map(({ finding, count, foundAt }) => ({
            key: finding,
            cells: [
              isKnown(finding) ? sweeps.findings[finding] : finding,
              // A photo that is gone is the one thing here that somebody has to look into.
              <span
                key="count"
                className={finding === "rowsWithoutFile" && count > 0 ? "error" : undefined}
              >
                {formatNumber(language, count)}
              </span>,
              formatMoment(language, new Date(foundAt)),
            ],
          }))}
        />
      )}

      <h2>{admin.streams.audit.title}</h2>
      <StreamAudit messages={messages} language={language} audit={audit} />
    </AdminFrame>
  );
}

/** What a newer sweep writes down is shown by its own name. */
function isKnown(finding: string): finding is keyof Messages["admin"]["sweeps"]["findings"] {
  return finding === "filesWithoutRow" || finding === "rowsWithoutFile";
}
