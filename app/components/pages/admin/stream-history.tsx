import type { ActivityAt } from "#core/admin/read-stream.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment, formatTime } from "#locales/format-date.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { ActivityChart } from "./activity-chart.tsx";
import { AdminTable } from "./admin-table.tsx";

type Measure = "done" | "troubled" | "waited" | "ran";
const measures = ["done", "troubled", "waited", "ran"] as const;

const valueOf: Record<Measure, (point: ActivityAt) => number> = {
  done: ({ done }) => done,
  troubled: ({ retried, stalled, dead }) => retried + stalled + dead,
  waited: ({ waited }) => waited.p95 ?? 0,
  ran: ({ ran }) => ran.p95 ?? 0,
};

/** What a stream did over the last hours: four small charts, and the same as a table. */
export function StreamHistory({
  messages,
  language,
  stream,
  history,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly stream: string;
  /** Oldest first. */
  readonly history: readonly ActivityAt[];
}) {
  const { charts, figures } = messages.admin.streams;
  const first = history[0]?.at;
  const last = history.at(-1)?.at;
  if (!first || !last) return null;
  const number = (value: number) => formatNumber(language, value);
  const duration = (ms: number | null) =>
    ms === null ? messages.admin.none : formatDuration(language, ms);
  const say = (measure: Measure, value: number) =>
    measure === "done" || measure === "troubled" ? number(value) : duration(value);
  const busy = history.filter(
    ({ enqueued, done, retried, stalled, dead }) => enqueued + done + retried + stalled + dead > 0,
  );
  return (
    <>
      <div className="charts">
        {measures.map((measure) => {
          const points = history.map((point) => ({
            key: point.at.toISOString(),
            value: valueOf[measure](point),
          }));
          const top = Math.max(...points.map(({ value }) => value));
          const most = top === 0 ? charts.nothing : charts.most({ most: say(measure, top) });
          const between = charts.between({
            from: formatMoment(language, first),
            to: formatMoment(language, last),
          });
          return (
            <ActivityChart
              key={measure}
              id={`${stream}-${measure}`}
              title={charts.names[measure]}
              description={`${between} ${most}`}
              most={most}
              from={formatTime(language, first).slice(0, 5)}
              to={formatTime(language, last).slice(0, 5)}
              points={points}
            />
          );
        })}
      </div>
      <details>
        <summary>{charts.table}</summary>
        <p className="soft">{charts.quiet}</p>
        {busy.length > 0 && (
          <AdminTable
            label={charts.title}
            columns={[
              messages.admin.streams.columns.from,
              figures.enqueued,
              figures.done,
              figures.retried,
              figures.stalled,
              figures.failed,
              charts.names.waited,
              charts.names.ran,
            ]}
            rows={busy.map((point) => ({
              key: point.at.toISOString(),
              cells: [
                formatMoment(language, point.at),
                number(point.enqueued),
                number(point.done),
                number(point.retried),
                number(point.stalled),
                number(point.dead),
                duration(point.waited.p95),
                duration(point.ran.p95),
              ],
            }))}
          />
        )}
      </details>
    </>
  );
}
