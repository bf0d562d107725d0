import type { StreamState } from "#core/admin/read-stream.ts";
import type { ProviderState } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminTable } from "./admin-table.tsx";
import { JobLink } from "./job-link.tsx";
import { ProviderLimits } from "./provider-limits.tsx";
import { StreamFigures } from "./stream-figures.tsx";
import { StreamHistory } from "./stream-history.tsx";
import { nameOfStream } from "./stream-name.ts";
import { StreamsAway } from "./streams-away.tsx";
import { WaitingAges } from "./waiting-ages.tsx";
import { WorkersTable } from "./workers-table.tsx";

export type WaitingJob = {
  readonly id: string;
  readonly user: string;
  readonly waitedMs: number;
};

/** Everything about one stream, and what can be done to it. */
export function StreamPage({
  messages,
  language,
  stream,
  state,
  line,
  provider,
  hours,
  spans,
  silentAfterMs,
  done,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly stream: string;
  /** Null while Redis does not answer. */
  readonly state: StreamState | null;
  readonly line: readonly WaitingJob[];
  /** Null where no provider is asked, and while Redis does not answer. */
  readonly provider: ProviderState | null;
  readonly hours: number;
  readonly spans: readonly number[];
  readonly silentAfterMs: number;
  /** What has just been done, in words. */
  readonly done: string | null;
}) {
  const { streams } = messages.admin;
  const path = localePath(language, `/admin/streams/${stream}`);
  const acts = [
    state?.overview.isPaused || (state?.overview.gateMs ?? 0) > 0 ? "resume" : "pause",
    "drain",
    "rebuild",
    ...((state?.overview.dead ?? 0) > 0 ? (["retry-all"] as const) : []),
  ] as const;
  return (
    <AdminFrame
      messages={messages}
      language={language}
      area="overview"
      title={nameOfStream(messages, stream)}
    >
      {done !== null && (
        <p className="note" role="status">
          {done}
        </p>
      )}
      {state === null ? (
        <StreamsAway messages={messages} path={path} />
      ) : (
        <>
          <StreamFigures messages={messages} language={language} heading="h2" state={state} />
          <WaitingAges
            messages={messages}
            language={language}
            heading="h2"
            ages={state.overview.ages}
          />
          <nav aria-label={streams.actions}>
            <ul className="contents">
              {acts.map((act) => (
                <li key={act}>
                  <a className="action" href={`${path}/${act}`}>
                    {streams.acts[act].submit}
                  </a>
                </li>
              ))}
              <li>
                <a className="action" href={path}>
                  {streams.lookAgain}
                </a>
              </li>
            </ul>
          </nav>
          {provider !== null && (
            <>
              <h2>{streams.limits.title}</h2>
              <ProviderLimits messages={messages} language={language} provider={provider} />
            </>
          )}

          <h2>{streams.workers.title}</h2>
          <WorkersTable
            messages={messages}
            language={language}
            stream={stream}
            workers={state.workers}
            silentAfterMs={silentAfterMs}
          />

          <h2>{streams.charts.title}</h2>
          <nav aria-label={streams.charts.title}>
            <ul className="contents">
              {spans.map((span) => (
                <li key={span}>
                  <a
                    className="action"
                    href={`${path}?hours=${span}`}
                    aria-current={span === hours ? "true" : undefined}
                  >
                    {span === hours ? (
                      <b>{streams.charts.span({ hours: span })}</b>
                    ) : (
                      streams.charts.span({ hours: span })
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <StreamHistory
            messages={messages}
            language={language}
            stream={stream}
            history={state.history}
          />

          <h2>{streams.line.title}</h2>
          {line.length === 0 ? (
            <p>{streams.line.none}</p>
          ) : (
            <AdminTable
              label={streams.line.title}
              columns={[streams.life.position, streams.columns.job, streams.figures.waited]}
              rows={line.map(({ id, waitedMs }, index) => ({
                key: id,
                cells: [
                  formatNumber(language, index),
                  <JobLink key="job" language={language} stream={stream} id={id} />,
                  formatDuration(language, waitedMs),
                ],
              }))}
            />
          )}
        </>
      )}
    </AdminFrame>
  );
}
