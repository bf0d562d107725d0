import type { JobId, Json } from "./define-job.ts";

export type QueueEventType =
  | "queued"
  | "progress"
  | "retry"
  | "defer"
  | "stalled"
  | "done"
  | "dead"
  | "cancelled"
  /** What happened to the queue itself; `job` is empty. */
  | "pause"
  | "resume"
  | "gate";

/** Something that happened to a job. Ids are `ms-seq` and only ever grow; one id may tell of several jobs. */
export type QueueEvent = {
  readonly id: string;
  readonly queue: string;
  readonly job: JobId;
  readonly type: QueueEventType;
  /** Who did it, or had it last; undefined when no worker had to do with it. */
  readonly worker: string | undefined;
  readonly data: Json | undefined;
};

/** An entry of the events stream: t what, w worker, d data as JSON, then j id for each job (lua/prelude.ts). */
export type RawEvent = readonly [id: string, fields: readonly string[]];

/** The jobs that an entry tells of start here. */
const FIRST_JOB = 7;

export function jobsOf([, fields]: RawEvent): readonly JobId[] {
  return fields.filter((_, index) => index >= FIRST_JOB && index % 2 === 1);
}

/** One event for each job of the entry, and one for an entry without any. */
export function toEvents(queue: string, raw: RawEvent): readonly QueueEvent[] {
  const [id, [, type, , worker, , data]] = raw;
  const jobs = jobsOf(raw);
  const event = {
    id,
    queue,
    type: type as QueueEventType,
    worker: worker || undefined,
    data: data ? (JSON.parse(data) as Json) : undefined,
  };
  return (jobs.length > 0 ? jobs : [""]).map((job) => ({ ...event, job }));
}

/** Below zero when `a` is older. */
export function compareIds(a: string, b: string): number {
  const [aMs = 0, aSeq = 0] = a.split("-").map(Number);
  const [bMs = 0, bSeq = 0] = b.split("-").map(Number);
  return aMs - bMs || aSeq - bSeq;
}
