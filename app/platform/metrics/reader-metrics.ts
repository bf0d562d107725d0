import type { PaidAnswer } from "#core/ports.ts";
import type { ReaderObserver } from "../readers/observe-reader.ts";
import type { MetricsRegistry } from "./metrics-registry.ts";

/** A provider's answer takes seconds, the built-in reader's a fraction of one. */
const DURATIONS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 45, 60, 120, 180];

/** From no wait at all to the longest that is waited before a job goes back into line. */
const WAITS = [0.01, 0.1, 0.5, 1, 2.5, 5, 10, 20];

/** Why a call is not made. */
const heldReasons = ["limits", "away", "budget_spent", "out_of_money"];

export type ReaderMetrics = {
  readonly reader: ReaderObserver;
  /** An answer to a question was stored. */
  readonly onReplied: (reply: {
    readonly replier: string | null;
    readonly declined: string | null;
  }) => void;
  /** For what stands before the provider: its limits, its health, our money. */
  readonly guard: {
    readonly onWaited: (ms: number) => void;
    readonly onHeld: (reason: string) => void;
  };
};

/** What tokens of a model cost, millionths of a dollar. */
export type CostOf = (model: string, usage: NonNullable<PaidAnswer["usage"]>) => number;

/** How long readings take, what the provider says and what it is paid. */
export function addReaderMetrics(registry: MetricsRegistry, costOf?: CostOf): ReaderMetrics {
  const readings = registry.histogram(
    "reading_duration_seconds",
    "One reading, from the photos to the result, waits for the limiter included.",
    DURATIONS,
    ["reader", "outcome"],
  );
  const calls = registry.histogram(
    "provider_call_duration_seconds",
    "One call of the provider, waits for the limiter included.",
    DURATIONS,
    ["outcome"],
  );
  const tokens = registry.counter("provider_tokens_total", "Tokens that the provider counted.", [
    "kind",
  ]);
  const cost = registry.counter("provider_cost_dollars_total", "What those cost, by list price.");
  const waits = registry.histogram(
    "provider_wait_seconds",
    "How long calls waited until the provider's limits had room for them.",
    WAITS,
  );
  const held = registry.counter("provider_held_total", "Calls that were not made, by why.", [
    "reason",
  ]);

  const replies = registry.counter("replies_total", "Answers to questions, by who wrote them.", [
    "replier",
    "outcome",
  ]);

  // An alert on an increase needs the zero before the first one.
  for (const reason of heldReasons) held.inc({ reason }, 0);

  return {
    reader: {
      onRead({ reader, outcome, ms }) {
        readings.observe({ reader, outcome }, ms / 1_000);
      },
      onCall({ outcome, ms, answer }) {
        calls.observe({ outcome }, ms / 1_000);
        if (!answer?.usage) return;
        const { model, usage } = answer;
        tokens.inc({ kind: "prompt" }, usage.promptTokens);
        tokens.inc({ kind: "completion" }, usage.completionTokens);
        if (costOf) cost.inc(costOf(model, usage) / 1_000_000);
      },
    },
    onReplied({ replier, declined }) {
      const outcome =
        declined === null ? "answered" : declined === "unsafe_answer" ? "unsafe" : "declined";
      replies.inc({ replier: replier ?? "none", outcome });
    },
    guard: {
      onWaited: (ms) => waits.observe(ms / 1_000),
      onHeld: (reason) => held.inc({ reason }),
    },
  };
}
