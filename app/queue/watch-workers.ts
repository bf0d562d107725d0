import type { Worker } from "./worker.ts";

export type WatchOptions = {
  /** How long a worker may be stuck, milliseconds. */
  readonly limitMs: number;
  readonly everyMs?: number;
  /** Called once, for the first worker that is stuck for longer. */
  readonly onStuck: (queue: string, stuckMs: number) => void;
};

/**
 * Looks after the workers of a process, by the names of their queues. One that hears nothing from a Redis
 * that answers will not mend itself, and must not be mistaken for one that has nothing to do: it is for the
 * process to end and be started anew. Redis being away is nobody's fault here and ends nothing.
 *
 * @returns what ends the watch
 */
export function watchWorkers(
  workers: Readonly<Record<string, Pick<Worker, "health">>>,
  { limitMs, everyMs = 5_000, onStuck }: WatchOptions,
): () => void {
  const timer = setInterval(() => {
    for (const [queue, worker] of Object.entries(workers)) {
      const { stuckMs, isStopping } = worker.health();
      if (stuckMs <= limitMs || isStopping) continue;
      clearInterval(timer);
      onStuck(queue, Math.round(stuckMs));
      return;
    }
  }, everyMs);
  return () => clearInterval(timer);
}
