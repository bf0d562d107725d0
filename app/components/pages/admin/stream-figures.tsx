import type { Quantiles, StreamState } from "#core/admin/read-stream.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { Facts } from "./facts.tsx";

/** How a stream stands now and what it did in the last hour, in figures. Red is only what somebody has to look into. */
export function StreamFigures({
  messages,
  language,
  heading: Heading,
  state: { overview, lastHour, perMinute, workers },
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly heading: "h2" | "h3";
  readonly state: Pick<StreamState, "overview" | "lastHour" | "perMinute" | "workers">;
}) {
  const { streams, none } = messages.admin;
  const { figures } = streams;
  const number = (value: number) => formatNumber(language, value);
  const duration = (ms: number | null) => (ms === null ? none : formatDuration(language, ms));
  const quantiles = ({ p50, p95, p99 }: Quantiles) =>
    p50 === null
      ? none
      : streams.quantiles({ p50: duration(p50), p95: duration(p95), p99: duration(p99) });
  const isStuck = overview.waiting > 0 && !workers.some(({ slots }) => slots > 0);
  return (
    <>
      <p>
        <b className={isStuck ? "error" : undefined}>
          {isStuck
            ? streams.states.noWorkers
            : streams.states[overview.isPaused ? "paused" : "running"]}
        </b>
        {isStuck && overview.isPaused && ` · ${streams.states.paused}`}
        {overview.gateMs > 0 &&
          ` · ${streams.gated({ time: formatDuration(language, overview.gateMs) })}`}
      </p>
      <Heading>{streams.now}</Heading>
      <Facts
        facts={[
          { name: figures.waiting, value: number(overview.waiting) },
          { name: figures.oldest, value: duration(overview.ages.oldestMs) },
          { name: figures.delayed, value: number(overview.delayed) },
          { name: figures.undelivered, value: number(overview.undelivered) },
          {
            name: figures.inFlight,
            value: streams.ofSlots({
              held: number(overview.inFlight),
              slots: number(overview.slots),
            }),
          },
          {
            name: figures.dead,
            value: (
              <a
                href={localePath(language, `/admin/dead-letters?stream=${overview.queue}`)}
                className={overview.dead > 0 ? "error" : undefined}
              >
                {number(overview.dead)}
              </a>
            ),
          },
          { name: figures.perMinute, value: number(Math.round(perMinute * 10) / 10) },
        ]}
      />
      <Heading>{streams.lastHour}</Heading>
      <Facts
        facts={[
          { name: figures.enqueued, value: number(lastHour.enqueued) },
          { name: figures.done, value: number(lastHour.done) },
          { name: figures.retried, value: number(lastHour.retried) },
          { name: figures.deferred, value: number(lastHour.deferred) },
          { name: figures.stalled, value: number(lastHour.stalled) },
          { name: figures.failed, value: number(lastHour.dead) },
          { name: figures.waited, value: quantiles(lastHour.waited), isWide: true },
          { name: figures.ran, value: quantiles(lastHour.ran), isWide: true },
        ]}
      />
      <p className="soft">
        {figures.waited}, {figures.ran}: {streams.quantilesHint}
      </p>
    </>
  );
}
