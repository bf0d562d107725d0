import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { blockingRead } from "./blocking-read.ts";
import type { JobId, Json } from "./define-job.ts";
import { eventsKey } from "./keys.ts";
import type { QueueLog } from "./log.ts";
import { defaultTimings, type Timings } from "./timings.ts";

export type QueueEventType =
  "queued" | "progress" | "retry" | "stalled" | "done" | "dead" | "cancelled";

/** Something that happened to a job. Ids are `ms-seq` and only ever grow. */
export type QueueEvent = {
  readonly id: string;
  readonly job: JobId;
  readonly type: QueueEventType;
  readonly data: Json | undefined;
};

export type Subscription = {
  /** The newest event's id at the moment the subscription began. */
  readonly startId: string;
  /**
   * What came after the asked-for id and up to `startId`. Empty also when that is too long ago to be told:
   * whoever asks learns how it came to the present from these, and the present from somewhere else.
   */
  readonly missed: readonly QueueEvent[];
  /** What comes after `startId`, until the signal aborts. */
  readonly events: AsyncIterator<QueueEvent, undefined>;
};

export interface EventHub {
  /**
   * Follows one job. Listening has begun when the promise resolves, so a state that is read after
   * that together with the events is complete. Rejects when Redis does not answer.
   */
  subscribe(
    job: JobId,
    options: { readonly signal: AbortSignal; readonly after?: string },
  ): Promise<Subscription>;
  /** Subscriptions that are open now. */
  readonly size: number;
  close(): void;
}

type Subscriber = {
  readonly job: JobId;
  readonly push: (event: QueueEvent) => void;
};

type RawEvents = readonly (readonly [id: string, fields: readonly string[]])[];

/** A subscriber that is slower than this loses the oldest events; the row tells it the present anyway. */
const MAX_BUFFERED = 100;

/** What is told again at most, and what is looked through for it: all jobs share one stream of 10,000 events. */
const MAX_MISSED = 30;
const MAX_SCANNED = 500;

/**
 * One blocking read for a whole process, however many subscribers it has. It starts with the first
 * and ends some seconds after the last one.
 */
export function createEventHub(options: {
  readonly queue: string;
  readonly prefix?: string;
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly log: QueueLog;
  readonly timings?: Partial<Pick<Timings, "blockMs" | "watchdogMs">>;
}): EventHub {
  const { redis, log } = options;
  const { blockMs, watchdogMs } = { ...defaultTimings, ...options.timings };
  const key = eventsKey(options.prefix ?? "hr", options.queue);
  const subscribers = new Set<Subscriber>();
  let position: string | undefined;
  let isReading = false;
  let isClosed = false;

  async function findTail(): Promise<string> {
    const [newest] = (await redis.command.xrevrange(key, "+", "-", "COUNT", 1)) as RawEvents;
    return newest?.[0] ?? "0-0";
  }

  async function readLoop(): Promise<void> {
    isReading = true;
    while (subscribers.size > 0 && !isClosed) {
      try {
        const from = (position ??= await findTail());
        const answer = await blockingRead(redis.blocking, {
          limitMs: blockMs + watchdogMs,
          read: () => redis.blocking.xread("COUNT", 500, "BLOCK", blockMs, "STREAMS", key, from),
        });
        const streams = (answer ?? []) as readonly (readonly [string, RawEvents])[];
        for (const [, entries] of streams) {
          for (const raw of entries) {
            position = raw[0];
            const event = toEvent(raw);
            for (const subscriber of subscribers) {
              if (subscriber.job === event.job) subscriber.push(event);
            }
          }
        }
      } catch (error) {
        if (isClosed) break;
        log.warn({ queue: options.queue, err: error }, "reading events failed");
        await delay(300 + Math.random() * 300);
      }
    }
    position = undefined;
    isReading = false;
  }

  async function listMissed(job: JobId, after: string, startId: string): Promise<QueueEvent[]> {
    if (compareIds(after, startId) >= 0) return [];
    const entries = (await redis.command.xrange(
      key,
      `(${after}`,
      startId,
      "COUNT",
      MAX_SCANNED + 1,
    )) as RawEvents;
    if (entries.length > MAX_SCANNED) return [];
    // The job is the first field of every event (lua/prelude.ts).
    const missed = entries.filter(([, fields]) => fields[1] === job);
    return missed.length > MAX_MISSED ? [] : missed.map(toEvent);
  }

  return {
    async subscribe(job, { signal, after }) {
      const buffer: QueueEvent[] = [];
      let startId: string | undefined;
      let wake: () => void = () => undefined;
      const subscriber: Subscriber = {
        job,
        push(event) {
          if (buffer.length >= MAX_BUFFERED) buffer.shift();
          buffer.push(event);
          wake();
        },
      };
      const leave = () => {
        subscribers.delete(subscriber);
        wake();
      };

      try {
        signal.throwIfAborted();
        // The reading position is fixed before the start of this subscription is asked for, so the
        // loop delivers everything that comes after that start.
        position ??= await findTail();
        subscribers.add(subscriber);
        signal.addEventListener("abort", leave, { once: true });
        if (!isReading) void readLoop();
        startId = await findTail();
        const missed = after === undefined ? [] : await listMissed(job, after, startId);
        signal.throwIfAborted();
        return { startId, missed, events: { next } };
      } catch (error) {
        signal.removeEventListener("abort", leave);
        leave();
        throw error;
      }

      async function next(): Promise<IteratorResult<QueueEvent, undefined>> {
        for (;;) {
          if (signal.aborted) return { done: true, value: undefined };
          const event = buffer.shift();
          if (event && compareIds(event.id, startId ?? "0-0") > 0) {
            return { done: false, value: event };
          }
          if (!event) await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    },

    get size() {
      return subscribers.size;
    },

    close() {
      isClosed = true;
    },
  };
}

function toEvent([id, fields]: RawEvents[number]): QueueEvent {
  const values = new Map<string, string>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    values.set(fields[index] ?? "", fields[index + 1] ?? "");
  }
  const data = values.get("d");
  return {
    id,
    job: values.get("j") ?? "",
    type: (values.get("t") ?? "progress") as QueueEventType,
    data: data ? (JSON.parse(data) as Json) : undefined,
  };
}

/** Below zero when `a` is older. */
export function compareIds(a: string, b: string): number {
  const [aMs = 0, aSeq = 0] = a.split("-").map(Number);
  const [bMs = 0, bSeq = 0] = b.split("-").map(Number);
  return aMs - bMs || aSeq - bSeq;
}
