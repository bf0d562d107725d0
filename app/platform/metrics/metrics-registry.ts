import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** Every name begins with it. */
const PREFIX = "hastarekha_";

export type MetricsRegistry = ReturnType<typeof createMetricsRegistry>;

/**
 * What one process counts, with its own health in it already: memory, processor, event loop, garbage collection. Names
 * are given without the prefix. Labels must come from fixed sets: nothing that a person sent, and no id.
 */
export function createMetricsRegistry() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const about = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ) => ({
    name: PREFIX + name,
    help,
    labelNames,
    registers: [registry],
  });

  return {
    contentType: registry.contentType,
    /** Everything, in the form that Prometheus reads. */
    tell: () => registry.metrics(),
    counter: <Label extends string = never>(
      name: string,
      help: string,
      labels: readonly Label[] = [],
    ) => new Counter<Label>(about(name, help, labels)),
    gauge: <Label extends string = never>(
      name: string,
      help: string,
      labels: readonly Label[] = [],
      collect?: (this: Gauge<Label>) => void,
    ) =>
      new Gauge<Label>({
        ...about(name, help, labels),
        ...(collect === undefined ? {} : { collect }),
      }),
    histogram: <Label extends string = never>(
      name: string,
      help: string,
      buckets: readonly number[],
      labels: readonly Label[] = [],
    ) => new Histogram<Label>({ ...about(name, help, labels), buckets: [...buckets] }),
  };
}
