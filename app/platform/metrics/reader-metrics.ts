import type { ReaderObserver } from "../readers/observe-reader.ts";
import type { MetricsRegistry } from "./metrics-registry.ts";

/** A provider's answer takes seconds, the built-in reader's a fraction of one. */
const DURATIONS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 45, 60, 120, 180];

/** How long readings take, what the provider says and what it is paid. */
export function addReaderMetrics(registry: MetricsRegistry): ReaderObserver {
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

  return {
    onRead({ reader, outcome, ms }) {
      readings.observe({ reader, outcome }, ms / 1_000);
    },
    onCall({ outcome, ms, usage }) {
      calls.observe({ outcome }, ms / 1_000);
      if (!usage) return;
      tokens.inc({ kind: "prompt" }, usage.promptTokens);
      tokens.inc({ kind: "completion" }, usage.completionTokens);
    },
  };
}
