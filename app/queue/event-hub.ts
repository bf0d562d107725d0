import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { blockingRead } from "./blocking-read.ts";
import type { JobId } from "./define-job.ts";
import { eventsKey } from "./keys.ts";
import type { QueueLog } from "./log.ts";
import { compareIds, jobsOf, type QueueEvent, type RawEvent, toEvents } from "./queue-event.ts";
import { defaultTimings, type Timings } from "./timings.ts";

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
    job: { readonly queue: string; readonly job: JobId },
    options: { readonly signal: AbortSignal; readonly after?: string },
  ): Promise<Subscription>;
  /**
   * Follows everything that happens in some queues, all of them unless named. Begins with the newest `last` events of
   * each. Ends when the signal aborts. Rejects when Redis does not answer at the beginning.
   */
  tail(options: {
    readonly signal: AbortSignal;
    readonly queues?: readonly string[];
    readonly last?: number;
  }): Promise<AsyncIterableIterator<QueueEvent, undefined>>;
  /** The newest events of a queue, oldest first, of one job when it is named. */
  listLast(
    queue: string,
    options: { readonly limit: number; readonly job?: JobId },
  ): Promise<readonly QueueEvent[]>;
  /** Subscriptions and tails that are open now. */
  readonly size: number;
  close(): void;
}

type Listener = {
  /** Null for every job. */
  readonly job: JobId | null;
  readonly queues: ReadonlySet<string>;
  readonly push: (event: QueueEvent) => void;
};

type RawEvents = readonly RawEvent[];

/** A listener that is slower than this loses the oldest events; the row tells it the present anyway. */
const MAX_BUFFERED = 100;
const MAX_TAIL_BUFFERED = 5_000;

/** What is told again at most, and what is looked through for it: all jobs of a queue share one stream of 10,000 events. */
const MAX_MISSED = 30;
const MAX_SCANNED = 500;

/**
 * One blocking read for a whole process, however many queues it follows and however many listeners it has. It starts
 * with the first and ends some seconds after the last one.
 */
export function createEventHub(options: {
  readonly queues: readonly string[];
  readonly prefix?: string;
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly log: QueueLog;
  readonly timings?: Partial<Pick<Timings, "blockMs" | "watchdogMs">>;
}): EventHub {
  const { redis, log } = options;
  const { blockMs, watchdogMs } = { ...defaultTimings, ...options.timings };
  const queueOf = new Map(
    options.queues.map((queue) => [eventsKey(options.prefix ?? "hr", queue), queue]),
  );
  const keys = [...queueOf.keys()];
  const listeners = new Set<Listener>();
  /** Where the one read goes on, by key; empty while nobody listens. */
  const positions = new Map<string, string>();
  let isReading = false;
  let isClosed = false;

  const keyOf = (queue: string) => {
    const key = eventsKey(options.prefix ?? "hr", queue);
    if (!queueOf.has(key)) throw new Error(`this hub does not follow the queue ${queue}`);
    return key;
  };

  async function findTail(key: string): Promise<string> {
    const [newest] = (await redis.command.xrevrange(key, "+", "-", "COUNT", 1)) as RawEvents;
    return newest?.[0] ?? "0-0";
  }

  async function fixPositions(): Promise<void> {
    await Promise.all(
      keys.map(async (key) => {
        if (positions.has(key)) return;
        const tail = await findTail(key);
        // Another may have been faster, and may be reading from there.
        if (!positions.has(key)) positions.set(key, tail);
      }),
    );
  }

  async function readLoop(): Promise<void> {
    isReading = true;
    while (listeners.size > 0 && !isClosed) {
      try {
        await fixPositions();
        const from = keys.map((key) => positions.get(key) ?? "0-0");
        const answer = await blockingRead(redis.blocking, {
          limitMs: blockMs + watchdogMs,
          read: () =>
            redis.blocking.xread("COUNT", 500, "BLOCK", blockMs, "STREAMS", ...keys, ...from),
        });
        const streams = (answer ?? []) as readonly (readonly [string, RawEvents])[];
        for (const [key, entries] of streams) {
          for (const raw of entries) {
            positions.set(key, raw[0]);
            hand(queueOf.get(key) ?? "", raw);
          }
        }
      } catch (error) {
        if (isClosed) break;
        log.warn({ queues: options.queues, err: error }, "reading events failed");
        await delay(300 + Math.random() * 300);
      }
    }
    positions.clear();
    isReading = false;
  }

  function hand(queue: string, raw: RawEvent): void {
    for (const event of toEvents(queue, raw)) {
      for (const listener of listeners) {
        if (listener.job !== null && listener.job !== event.job) continue;
        if (listener.queues.has(queue)) listener.push(event);
      }
    }
  }

  /** Listens from now on; what is pushed waits in a buffer until it is asked for. */
  function listen(
    asked: Pick<Listener, "job" | "queues">,
    { signal, most }: { readonly signal: AbortSignal; readonly most: number },
  ) {
    const buffer: QueueEvent[] = [];
    let wake: () => void = () => undefined;
    const listener: Listener = {
      ...asked,
      push(event) {
        if (buffer.length >= most) buffer.shift();
        buffer.push(event);
        wake();
      },
    };
    const leave = () => {
      listeners.delete(listener);
      signal.removeEventListener("abort", leave);
      wake();
    };
    listeners.add(listener);
    signal.addEventListener("abort", leave, { once: true });
    if (!isReading) void readLoop();
    return {
      leave,
      /** The next event that is newer than `after` says; undefined when the signal has aborted. */
      async next(isNew: (event: QueueEvent) => boolean): Promise<QueueEvent | undefined> {
        for (;;) {
          if (signal.aborted) return undefined;
          const event = buffer.shift();
          if (event && isNew(event)) return event;
          if (!event) await new Promise<void>((resolve) => (wake = resolve));
        }
      },
    };
  }

  async function listMissed(
    key: string,
    { job, after, startId }: { job: JobId; after: string; startId: string },
  ): Promise<readonly QueueEvent[]> {
    if (compareIds(after, startId) >= 0) return [];
    const entries = (await redis.command.xrange(
      key,
      `(${after}`,
      startId,
      "COUNT",
      MAX_SCANNED + 1,
    )) as RawEvents;
    if (entries.length > MAX_SCANNED) return [];
    const missed = eventsOf(queueOf.get(key) ?? "", entries, job);
    return missed.length > MAX_MISSED ? [] : missed;
  }

  return {
    async subscribe({ queue, job }, { signal, after }) {
      const key = keyOf(queue);
      signal.throwIfAborted();
      // The reading position is fixed before the start of this subscription is asked for, so the
      // loop delivers everything that comes after that start.
      await fixPositions();
      signal.throwIfAborted();
      const { leave, next } = listen(
        { job, queues: new Set([queue]) },
        { signal, most: MAX_BUFFERED },
      );
      try {
        const startId = await findTail(key);
        const missed = after === undefined ? [] : await listMissed(key, { job, after, startId });
        signal.throwIfAborted();
        return {
          startId,
          missed,
          events: {
            async next() {
              const value = await next((event) => compareIds(event.id, startId) > 0);
              return value ? { done: false, value } : { done: true, value: undefined };
            },
          },
        };
      } catch (error) {
        leave();
        throw error;
      }
    },

    async tail({ signal, queues = options.queues, last = 0 }) {
      signal.throwIfAborted();
      await fixPositions();
      signal.throwIfAborted();
      const { leave, next } = listen(
        { job: null, queues: new Set(queues) },
        { signal, most: MAX_TAIL_BUFFERED },
      );
      try {
        const starts = new Map<string, string>();
        const past: QueueEvent[] = [];
        for (const queue of queues) {
          const key = keyOf(queue);
          const entries = (await redis.command.xrevrange(
            key,
            "+",
            "-",
            "COUNT",
            Math.max(1, last),
          )) as RawEvents;
          starts.set(queue, entries[0]?.[0] ?? "0-0");
          if (last > 0) past.push(...eventsOf(queue, entries.toReversed()));
        }
        past.sort((one, other) => compareIds(one.id, other.id));
        return follow(past, () =>
          next((event) => compareIds(event.id, starts.get(event.queue) ?? "0-0") > 0),
        );
      } catch (error) {
        leave();
        throw error;
      }
    },

    async listLast(queue, { limit, job }) {
      const entries = (await redis.command.xrevrange(
        keyOf(queue),
        "+",
        "-",
        "COUNT",
        job === undefined ? limit : 10_000,
      )) as RawEvents;
      return eventsOf(queue, entries.toReversed(), job).slice(-limit);
    },

    get size() {
      return listeners.size;
    },

    close() {
      isClosed = true;
    },
  };
}

function eventsOf(queue: string, entries: RawEvents, job?: JobId): QueueEvent[] {
  const about = job === undefined ? entries : entries.filter((raw) => jobsOf(raw).includes(job));
  return about
    .flatMap((raw) => toEvents(queue, raw))
    .filter((event) => job === undefined || event.job === job);
}

async function* follow(
  past: readonly QueueEvent[],
  next: () => Promise<QueueEvent | undefined>,
): AsyncGenerator<QueueEvent, undefined> {
  yield* past;
  for (;;) {
    const event = await next();
    if (!event) return undefined;
    yield event;
  }
}
