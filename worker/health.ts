import { defaultTimings, type Timings } from "#queue/timings.ts";
import type { Worker } from "#queue/worker.ts";

export type ProcessHealth = {
  readonly isWell: boolean;
  readonly report: {
    readonly status: "ready" | "stopping" | "stuck";
    readonly queues: Readonly<Record<string, QueueHealth>>;
  };
};

type QueueHealth = {
  readonly status: "ready" | "stopping" | "stuck";
  readonly running: number;
  readonly since_read_seconds: number;
  readonly since_beat_seconds: number;
};

/** So many reads or beats may be missing before a worker counts as stuck. */
const MISSED = 3;

/**
 * How the workers of a process are, by their queues: not whether it exists, but whether Redis hears of each of them and
 * they of their queue. Redis being away makes them stuck as well: nothing is done either way.
 */
export function healthOf(
  workers: Readonly<Record<string, Pick<Worker, "health">>>,
  timings: Pick<Timings, "beatMs" | "blockMs"> = defaultTimings,
): ProcessHealth {
  const queues = Object.fromEntries(
    Object.entries(workers).map(([queue, worker]): [string, QueueHealth] => {
      const { running, sinceReadMs, sinceBeatMs, isStopping } = worker.health();
      const isHeard =
        sinceReadMs < MISSED * timings.blockMs && sinceBeatMs < MISSED * timings.beatMs;
      return [
        queue,
        {
          status: isStopping ? "stopping" : isHeard ? "ready" : "stuck",
          running,
          since_read_seconds: toSeconds(sinceReadMs),
          since_beat_seconds: toSeconds(sinceBeatMs),
        },
      ];
    }),
  );
  const statuses = Object.values(queues).map(({ status }) => status);
  const status = statuses.includes("stopping")
    ? "stopping"
    : statuses.includes("stuck")
      ? "stuck"
      : "ready";
  return { isWell: status === "ready", report: { status, queues } };
}

function toSeconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
