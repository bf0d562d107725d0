import { z } from "zod";
import { JobStatus } from "./analysis-answers.server.ts";
import { pageOf } from "./paging.server.ts";

const ms = z.number();
const time = z.iso.datetime();
const count = z.int().min(0);

const Quantiles = z.strictObject({
  p50: ms.nullable(),
  p95: ms.nullable(),
  p99: ms.nullable(),
});

export const Activity = z.strictObject({
  enqueued: count,
  done: count,
  retried: count,
  deferred: count,
  stalled: count,
  dead: count,
  waited_ms: Quantiles,
  ran_ms: Quantiles,
});
export type Activity = z.output<typeof Activity>;

export const Stream = z.strictObject({
  name: z.string(),
  waiting: count,
  oldest_ms: ms.nullable(),
  delayed: count,
  undelivered: count,
  in_flight: count,
  slots: count,
  dead: count,
  is_paused: z.boolean(),
  gate_ms: ms,
  finished_per_minute: z.number(),
  workers: count,
  last_hour: Activity,
});
export type Stream = z.output<typeof Stream>;

export const StreamsList = z.strictObject({ items: z.array(Stream) });
export type StreamsList = z.output<typeof StreamsList>;

export const Worker = z.strictObject({
  name: z.string(),
  slots: count,
  since_beat_ms: ms.nullable(),
  holds: z.array(
    z.strictObject({
      job_id: z.string(),
      held_ms: ms,
      since_renewed_ms: ms,
      failures: count,
      crashes: count,
    }),
  ),
});
export type Worker = z.output<typeof Worker>;

export const WholeStream = Stream.extend({
  waiting_by_age: z.strictObject({
    seen: count,
    buckets: z.array(z.strictObject({ under_ms: ms.nullable(), count })),
  }),
  workers: z.array(Worker),
  history: z.array(Activity.extend({ from: time })),
});
export type WholeStream = z.output<typeof WholeStream>;

export const DeadLetter = z.strictObject({
  job_id: z.string(),
  why: z.enum(["failed", "crashed"]),
  error: z.string(),
  failures: count,
  crashes: count,
  died_at: time,
  status: JobStatus.nullable().describe("What its row says by now; null when that is gone."),
  error_code: z.string().nullable(),
});
export type DeadLetter = z.output<typeof DeadLetter>;

export const DeadLettersPage = pageOf(DeadLetter);
export type DeadLettersPage = z.output<typeof DeadLettersPage>;

export const RetriedJob = z.strictObject({
  job_id: z.string(),
  stream: z.string(),
  status: z.literal("queued"),
});
export type RetriedJob = z.output<typeof RetriedJob>;

export const SteeredStream = z.strictObject({ name: z.string(), is_paused: z.boolean() });
export type SteeredStream = z.output<typeof SteeredStream>;

export const JobEvent = z.strictObject({
  id: z.string(),
  stream: z.string(),
  job_id: z.string(),
  type: z.string(),
  worker: z.string().nullable(),
  data: z.unknown(),
});
export type JobEvent = z.output<typeof JobEvent>;
