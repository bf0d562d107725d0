import type { QueueOverview } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { Facts } from "./facts.tsx";

/** How many wait for how long; nothing when nobody waits. */
export function WaitingAges({
  messages,
  language,
  ages,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly ages: QueueOverview["ages"];
}) {
  const words = messages.admin.streams.ages;
  if (ages.seen === 0) return null;
  return (
    <>
      <h3>
        {words.title} <small>({words.seen({ seen: formatNumber(language, ages.seen) })})</small>
      </h3>
      <Facts
        facts={ages.buckets.map(({ underMs, count }, index) => ({
          name:
            underMs === null
              ? words.over({
                  time: formatDuration(language, ages.buckets[index - 1]?.underMs ?? 0),
                })
              : words.under({ time: formatDuration(language, underMs) }),
          value: formatNumber(language, count),
        }))}
      />
    </>
  );
}
