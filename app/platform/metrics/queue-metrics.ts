import type { Log } from "#core/ports.ts";
import type { QueueOverview } from "#queue/queue-admin.ts";
import { askInTime } from "./ask-in-time.ts";
import type { MetricsRegistry } from "./metrics-registry.ts";

/** Answers how every queue stands. */
export type ReadQueues = () => Promise<readonly QueueOverview[]>;

/** A scrape waits no longer for Redis, milliseconds. */
const PATIENCE_MS = 500;

/**
 * How the queues stand in Redis, which every process tells alike.
 *
 * @returns what brings the figures up to date before they are told; it never fails, and leaves out what it cannot know
 */
export function addQueueMetrics(
  registry: MetricsRegistry,
  { readQueues, log }: { readonly readQueues: ReadQueues; readonly log: Log },
): () => Promise<void> {
  const read = askInTime(readQueues, PATIENCE_MS);
  const of = (name: string, help: string) => registry.gauge(name, help, ["queue"]);
  const jobs = registry.gauge("queue_jobs", "Jobs in Redis, by their state.", ["queue", "state"]);
  const oldest = of(
    "queue_oldest_waiting_seconds",
    "Age of the oldest waiting job; 0 without one.",
  );
  const slots = of("queue_slots", "Jobs that the live workers can hold together.");
  const paused = of("queue_paused", "1 while an operator has paused the queue.");
  const gate = of("queue_gate_seconds", "How long nothing is handed out, for the provider's sake.");
  const redisUp = registry.gauge("redis_up", "1 when the queues' Redis answered this scrape.");

  return async () => {
    for (const gauge of [jobs, oldest, slots, paused, gate]) gauge.reset();
    try {
      for (const overview of await read()) {
        const { queue, ages } = overview;
        jobs.set({ queue, state: "waiting" }, overview.waiting);
        jobs.set({ queue, state: "delayed" }, overview.delayed);
        jobs.set({ queue, state: "undelivered" }, overview.undelivered);
        jobs.set({ queue, state: "in_flight" }, overview.inFlight);
        jobs.set({ queue, state: "dead" }, overview.dead);
        oldest.set({ queue }, (ages.oldestMs ?? 0) / 1_000);
        slots.set({ queue }, overview.slots);
        paused.set({ queue }, overview.isPaused ? 1 : 0);
        gate.set({ queue }, overview.gateMs / 1_000);
      }
      redisUp.set(1);
    } catch (error) {
      redisUp.set(0);
      log.warn({ err: error }, "metrics told without the queues");
    }
  };
}
