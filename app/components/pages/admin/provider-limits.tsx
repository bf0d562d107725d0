import type { ProviderState } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDollars, formatDuration, formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { Facts } from "./facts.tsx";

/** How much of the provider's requests and tokens a minute is used, whether it answers, and the day's money. */
export function ProviderLimits({
  messages,
  language,
  provider: {
    limits: { used, others, limits, learnt, ease, blockedMs },
    circuit,
    spending,
  },
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly provider: ProviderState;
}) {
  const { none, streams } = messages.admin;
  const words = streams.limits;
  const number = (value: number | null) => (value === null ? none : formatNumber(language, value));
  const pair = (of: { readonly requests: number | null; readonly tokens: number | null }) =>
    words.amount({ requests: number(of.requests), tokens: number(of.tokens) });
  return (
    <Facts
      facts={[
        { name: words.used, value: pair(used), isWide: true },
        { name: words.others, value: pair(others), isWide: true },
        { name: words.allowed, value: pair(limits), isWide: true },
        { name: words.learnt, value: pair(learnt), isWide: true },
        { name: words.ease, value: `${formatNumber(language, Math.round(ease * 100))} %` },
        {
          name: words.blocked,
          value: blockedMs > 0 ? formatDuration(language, blockedMs) : none,
        },
        {
          name: words.circuit,
          value: (
            <span className={circuit.state === "closed" ? undefined : "error"}>
              {words.circuits[circuit.state]}
              {circuit.openMs > 0 && ` (${formatDuration(language, circuit.openMs)})`}
            </span>
          ),
        },
        {
          name: words.money,
          value:
            spending.limit === null
              ? formatDollars(language, spending.spent)
              : streams.ofSlots({
                  held: formatDollars(language, spending.spent),
                  slots: formatDollars(language, spending.limit),
                }),
        },
      ]}
    />
  );
}
