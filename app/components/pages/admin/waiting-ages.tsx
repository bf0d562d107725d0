import type { QueueOverview } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { Facts } from "./facts.tsx";

/** How many wait for how long; nothing when nobody waits. */
export function WaitingAges({
  messages,
  language,
  heading: Heading,
  ages,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly heading: "h2" | "h3";
  readonly ages: QueueOverview["ages"];
}) {
  const words = messages.admin.streams.ages;
  if (ages.seen === 0) return null;
  return (
    <>
      <Heading>
        {words.title} <small>({words.seen({ seen: formatNumber(language, ages.seen) })})</small>
      </Heading>
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
