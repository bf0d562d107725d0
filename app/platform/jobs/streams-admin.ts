import type { Redis } from "ioredis";
import { analysisJob } from "#core/analyses/jobs.ts";
import type {
  ProviderState,
  Repairs,
  StreamAdmin,
  StreamEvent,
  StreamsAdmin,
} from "#core/admin/streams-admin.ts";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import type { EventHub } from "#queue/event-hub.ts";
import { compareIds, type QueueEvent } from "#queue/queue-event.ts";
import type { Queue } from "#queue/queue.ts";
import { sweep } from "#queue/sweep.ts";
import { defaultTimings, type Timings } from "#queue/timings.ts";
import { costOf } from "../openai/prices.ts";
import type { ReaderHold } from "../readers/reader-hold.ts";
import { askRedis } from "../redis/open-redis.ts";

/** What is told again after a short absence, of each stream. */
const MOST_MISSED = 500;

/** All job queues as an operator sees them, behind the product's port. */
export function createStreamsAdmin({
  redis,
  queues,
  hub,
  hold,
  readProvider,
  timings = defaultTimings,
}: {
  readonly redis: Redis;
  readonly queues: readonly Queue[];
  /** Has to follow all of these queues. */
  readonly hub: Pick<EventHub, "tail" | "listLast">;
  /** Why readings wait. Whoever resumes their stream says that it is over. */
  readonly hold: Pick<ReaderHold, "clear">;
  /** Where a provider is asked. */
  readonly readProvider?: (() => Promise<ProviderState>) | undefined;
  /** Those of the workers. */
  readonly timings?: Pick<Timings, "idleMs">;
}): StreamsAdmin {
  return {
    streams: queues.map((queue) =>
      createStreamAdmin(redis, queue, async () => {
        if (queue.name === analysisJob.queue) await hold.clear();
      }),
    ),
    silentAfterMs: timings.idleMs,

    costOf,
    readProvider: () =>
      readProvider === undefined ? Promise.resolve(null) : askRedis(readProvider),

    listEvents: ({ streams, limit, jobId }) =>
      askRedis(async () => {
        const listed = await Promise.all(
          streams.map((stream) =>
            hub.listLast(stream, { limit, ...(jobId === undefined ? {} : { job: jobId }) }),
          ),
        );
        return listed
          .flat()
          .sort((one, other) => compareIds(one.id, other.id))
          .slice(-limit)
          .map(toStreamEvent);
      }),

    follow: ({ streams, signal, after, from }) =>
      askRedis(async () => {
        const events = await hub.tail({
          queues: streams,
          signal,
          last: (from ?? after) === undefined ? 0 : MOST_MISSED,
        });
        return passing(events, ({ id }) =>
          from === undefined ? compareIds(id, after ?? "0-0") > 0 : compareIds(id, from) >= 0,
        );
      }),
  };
}

async function* passing(
  events: AsyncIterable<QueueEvent>,
  passes: (event: QueueEvent) => boolean,
): AsyncGenerator<StreamEvent, undefined> {
  for await (const event of events) {
    if (passes(event)) yield toStreamEvent(event);
  }
}

function createStreamAdmin(redis: Redis, queue: Queue, onResume: () => Promise<void>): StreamAdmin {
  const admin = createQueueAdmin({ redis, queue });
  return {
    name: queue.name,
    readOverview: () => askRedis(() => admin.readOverview()),
    listWorkers: () => askRedis(() => admin.listWorkers()),
    listDead: (page) => askRedis(() => admin.listDead(page)),
    listWaiting: (limit) => askRedis(() => admin.listWaiting(limit)),
    readActivity: (minutes) => askRedis(() => admin.readActivity(minutes)),
    explain: (id) => askRedis(() => admin.explain(id)),
    pause: () => askRedis(() => admin.pause()),
    resume: () =>
      askRedis(async () => {
        // Before it: what the next call finds out has to stay.
        await onResume();
        await admin.resume();
      }),
    gate: (ms) => askRedis(() => admin.gate(ms)),
    promote: (id) => askRedis(() => admin.promote(id)),
    claimAway: (id) => askRedis(() => admin.claimAway(id)),
    dropDead: (id) => askRedis(() => admin.dropDead(id)),
    removeWorker: (name) => askRedis(() => admin.removeWorker(name)),
    ringAgain: (id, user) =>
      askRedis(async () => {
        await queue.enqueue(id, { user, force: true });
      }),
    cancel: (id) =>
      askRedis(async () => {
        await queue.cancel(id);
      }),
    repair: (rows, { signal, isDryRun }): Promise<Repairs> =>
      askRedis(() =>
        isDryRun
          ? sweep(onPaper(queue), { ...rows, failCrashed: async () => true }, signal)
          : sweep(queue, rows, signal),
      ),
  };
}

/** The queue as the sweep reads it, without anything being done. */
function onPaper(queue: Queue): Queue {
  const accepted = { accepted: true, phase: "waiting" } as const;
  return {
    ...queue,
    enqueue: async () => accepted,
    enqueueMany: async (jobs) => jobs.map(() => accepted),
  };
}

function toStreamEvent({ id, queue, job, type, worker, data }: QueueEvent): StreamEvent {
  return { id, stream: queue, jobId: job, type, worker: worker ?? null, data: data ?? null };
}
