import type { ProviderLimits as Limits } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatDuration, formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { Facts } from "./facts.tsx";

/** How much of the provider's requests and tokens a minute is used, and what it has asked for. */
export function ProviderLimits({
  messages,
  language,
  limits: { used, others, limits, learnt, ease, blockedMs },
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly limits: Limits;
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
      ]}
    />
  );
}
