import type { AnalysisLife } from "#core/admin/read-analysis-life.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { formatDollars, formatDuration, formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import type { JobAct } from "#locales/stream-messages.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminTable } from "./admin-table.tsx";
import { EventsTable } from "./events-table.tsx";
import { Facts } from "./facts.tsx";
import { StreamsAway } from "./streams-away.tsx";

/** One analysis's life: its row, its job, what happened to both, and what happens next. */
export function AnalysisPage({
  messages,
  language,
  life,
  done,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly life: AnalysisLife;
  readonly done: string | null;
}) {
  const { admin, readings } = messages;
  const { life: words, columns, ago, acts, actions, tail } = admin.streams;
  const number = (value: number) => formatNumber(language, value);
  const moment = (at: Date | null) => (at === null ? admin.none : formatMoment(language, at));
  const duration = (ms: number) => formatDuration(language, ms);
  const path = localePath(language, `/admin/analyses/${life.id}`);
  const report = life.inRedis?.report ?? null;
  const repair = life.inRedis?.repair;
  return (
    <AdminFrame
      messages={messages}
      language={language}
      area="analyses"
      title={words.title({ id: life.id })}
    >
      {done !== null && (
        <p className="note" role="status">
          {done}
        </p>
      )}
      <h2>{words.row}</h2>
      <Facts
        facts={[
          {
            name: admin.columns.owner,
            isWide: true,
            value:
              life.owner === null ? (
                admin.guest
              ) : (
                <a href={localePath(language, `/admin/users/${life.owner.id}`)}>
                  {life.owner.email}
                </a>
              ),
          },
          { name: admin.columns.status, value: readings.states[life.status] },
          { name: admin.columns.error, value: life.errorCode ?? admin.none },
          {
            name: admin.columns.reader,
            value: life.reader === null ? admin.none : admin.readers[life.reader],
          },
          { name: admin.columns.attempts, value: number(life.attempts) },
          { name: words.leaseName, value: words.lease[life.isLeased ? "held" : "free"] },
          {
            name: columns.waits,
            value: life.waitMs === 0 ? admin.none : duration(life.waitMs),
          },
          { name: words.photos, value: words.photosThere[life.arePhotosThere ? "yes" : "no"] },
          { name: admin.columns.created, value: moment(life.createdAt) },
          { name: words.updated, value: moment(life.updatedAt) },
          { name: words.completed, value: moment(life.completedAt) },
        ]}
      />

      <h2>{words.redis}</h2>
      {life.inRedis === null ? (
        <StreamsAway messages={messages} path={path} />
      ) : report === null ? (
        <p>{words.unknown}</p>
      ) : (
        <Facts
          facts={[
            { name: words.phase, value: words.phases[report.phase] },
            { name: words.enqueued, value: moment(report.enqueuedAt) },
            ...(report.position === null
              ? []
              : [{ name: words.position, value: number(report.position) }]),
            ...(report.dueMs === null ? [] : [{ name: words.due, value: duration(report.dueMs) }]),
            { name: columns.failures, value: number(report.failures) },
            { name: columns.crashes, value: number(report.crashes) },
            ...(report.held === null
              ? []
              : [
                  { name: words.held, value: <code>{report.held.worker}</code>, isWide: true },
                  { name: words.entry, value: <code>{report.held.entry}</code>, isWide: true },
                  {
                    name: words.renewed,
                    value: ago({ time: duration(report.held.sinceRenewedMs) }),
                  },
                ]),
            ...(report.isCancelAsked ? [{ name: words.cancelAsked, value: admin.yes }] : []),
            ...(report.progress === undefined
              ? []
              : [{ name: words.progress, value: <code>{JSON.stringify(report.progress)}</code> }]),
            ...(report.deadLetter === null
              ? []
              : [
                  {
                    name: words.lastError,
                    isWide: true,
                    value: (
                      <>
                        {admin.streams.dead.why[report.deadLetter.why]}:{" "}
                        <code>{report.deadLetter.error}</code>
                      </>
                    ),
                  },
                ]),
          ]}
        />
      )}

      {repair !== undefined && (
        <div className="note">
          <h2>{words.next}</h2>
          <p>{words.repairs[repair]}</p>
        </div>
      )}
      <nav aria-label={actions}>
        <ul className="contents">
          {actsOf(life).map((act) => (
            <li key={act}>
              <a
                className="action"
                href={localePath(language, `/admin/jobs/analyses/${life.id}/${act}`)}
              >
                {acts[act].submit}
              </a>
            </li>
          ))}
          <li>
            <a className="action" href={path}>
              {admin.streams.lookAgain}
            </a>
          </li>
          <li>
            <a className="action" href={localePath(language, `/admin/tail?job=${life.id}`)}>
              {admin.areas.tail}: {tail.live}
            </a>
          </li>
        </ul>
      </nav>

      {life.inRedis !== null && (
        <>
          <h2>{words.events}</h2>
          {life.inRedis.events.length === 0 ? (
            <p>{words.noEvents}</p>
          ) : (
            <EventsTable
              messages={messages}
              language={language}
              label={words.events}
              events={life.inRedis.events}
              isOfOneJob
            />
          )}
        </>
      )}

      <h2>{words.calls}</h2>
      {life.calls.length === 0 ? (
        <p>{words.noCalls}</p>
      ) : (
        <>
          <p>
            {words.cost({
              calls: number(life.calls.length),
              tokens: number(
                life.calls.reduce(
                  (sum, { promptTokens, completionTokens }) =>
                    sum + (promptTokens ?? 0) + (completionTokens ?? 0),
                  0,
                ),
              ),
              money: formatDollars(
                language,
                life.calls.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
              ),
            })}
          </p>
          <AdminTable
            label={words.calls}
            columns={[
              admin.columns.when,
              columns.step,
              columns.model,
              columns.tokensIn,
              columns.tokensOut,
              admin.columns.cost,
            ]}
            rows={life.calls.map((call) => ({
              key: call.step,
              cells: [
                moment(call.at),
                call.step,
                call.model,
                call.promptTokens === null ? admin.none : number(call.promptTokens),
                call.completionTokens === null ? admin.none : number(call.completionTokens),
                call.cost === null ? admin.none : formatDollars(language, call.cost),
              ],
            }))}
          />
        </>
      )}
    </AdminFrame>
  );
}

/** What can be done to it as it stands. */
function actsOf({ status, arePhotosThere, inRedis }: AnalysisLife): readonly JobAct[] {
  const report = inRedis?.report;
  const isOpen = status === "queued" || status === "processing" || status === "failed";
  return [
    ...(status === "failed" && arePhotosThere ? (["retry"] as const) : []),
    ...(report?.phase === "delayed" ? (["promote"] as const) : []),
    ...(report?.held ? (["claim-away"] as const) : []),
    ...(isOpen || report?.phase === "dead" ? (["drop"] as const) : []),
  ];
}
