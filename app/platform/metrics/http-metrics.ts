import type { MetricsRegistry } from "./metrics-registry.ts";

export type AnsweredRequest = {
  /** The pattern of the address, never the address. */
  readonly route: string;
  readonly method: string;
  /** Null when the client left before there was an answer. */
  readonly status: number | null;
  readonly ms: number;
};

export type HttpMetrics = { readonly onAnswered: (request: AnsweredRequest) => void };

/** From a page out of memory to a photo over a slow uplink, seconds. */
const DURATIONS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120];

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function createHttpMetrics(registry: MetricsRegistry): HttpMetrics {
  const requests = registry.counter("http_requests_total", "Requests answered.", [
    "route",
    "method",
    "status",
  ]);
  const durations = registry.histogram(
    "http_request_duration_seconds",
    "From a request's headers to the end of its answer.",
    DURATIONS,
    ["route", "method"],
  );

  return {
    onAnswered({ route, method: given, status, ms }) {
      const method = methods.has(given) ? given : "other";
      requests.inc({ route, method, status: status ?? "none" });
      durations.observe({ route, method }, ms / 1_000);
    },
  };
}
