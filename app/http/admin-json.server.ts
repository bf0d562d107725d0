import type { ActivityAt, StreamState } from "#core/admin/read-stream.ts";
import type { DeadLetterWithRow } from "#core/admin/list-dead-letters.ts";
import type { StreamEvent, WorkerInfo } from "#core/admin/streams-admin.ts";
import type * as wire from "./wire/admin-answers.server.ts";

/** What the API and the event stream say of an event. */
export function toEventJson({ id, stream, jobId, type, worker, data }: StreamEvent): wire.JobEvent {
  return { id, stream, job_id: jobId, type, worker, data };
}

/** A stream in the list of all. */
export function toStreamJson({ overview, lastHour, perMinute, workers }: StreamState): wire.Stream {
  return {
    name: overview.queue,
    waiting: overview.waiting,
    oldest_ms: overview.ages.oldestMs,
    delayed: overview.delayed,
    undelivered: overview.undelivered,
    in_flight: overview.inFlight,
    slots: overview.slots,
    dead: overview.dead,
    is_paused: overview.isPaused,
    gate_ms: overview.gateMs,
    finished_per_minute: perMinute,
    workers: workers.length,
    last_hour: toActivityJson(lastHour),
  };
}

/** A stream by itself. */
export function toWholeStreamJson(state: StreamState): wire.WholeStream {
  return {
    ...toStreamJson(state),
    waiting_by_age: {
      seen: state.overview.ages.seen,
      buckets: state.overview.ages.buckets.map(({ underMs, count }) => ({
        under_ms: underMs,
        count,
      })),
    },
    workers: state.workers.map(toWorkerJson),
    history: state.history.map(({ at, ...activity }) => ({
      from: at.toISOString(),
      ...toActivityJson(activity),
    })),
  };
}

export function toWorkerJson({ name, slots, sinceBeatMs, holds }: WorkerInfo): wire.Worker {
  return {
    name,
    slots,
    since_beat_ms: sinceBeatMs,
    holds: holds.map((job) => ({
      job_id: job.id,
      held_ms: job.heldMs,
      since_renewed_ms: job.sinceRenewedMs,
      failures: job.failures,
      crashes: job.crashes,
    })),
  };
}

export function toDeadLetterJson({ row, ...letter }: DeadLetterWithRow): wire.DeadLetter {
  return {
    job_id: letter.id,
    why: letter.why,
    error: letter.error,
    failures: letter.failures,
    crashes: letter.crashes,
    died_at: letter.diedAt.toISOString(),
    status: row?.status ?? null,
    error_code: row?.errorCode ?? null,
  };
}

function toActivityJson(activity: Omit<ActivityAt, "at">): wire.Activity {
  const { enqueued, done, retried, deferred, stalled, dead, waited, ran } = activity;
  return {
    enqueued,
    done,
    retried,
    deferred,
    stalled,
    dead,
    waited_ms: waited,
    ran_ms: ran,
  };
}
