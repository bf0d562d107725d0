import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Log, ReplyFeed, ReplyNews } from "#core/ports.ts";
import { blockingRead } from "#queue/blocking-read.ts";
import { compareIds } from "#queue/queue-event.ts";
import { defaultTimings, type Timings } from "#queue/timings.ts";
import { askRedis } from "../redis/open-redis.ts";
import { addOver, PREFIX, type RawPiece, readPieces, streamKey, toNews } from "./reply-stream.ts";

/** A listener that is slower than this loses the oldest pieces; the row has the whole answer anyway. */
const MAX_BUFFERED = 2_000;

type Followed = {
  readonly listeners: Set<(news: ReplyNews) => void>;
  /** Where the one read goes on; null until the first listener knows the past. */
  position: string | null;
};

export type ReplyHub = ReplyFeed & {
  /** Listeners that are there now. */
  readonly size: number;
  close(): void;
};

/**
 * One blocking read for a whole process, however many answers are followed. It starts with the first listener and ends
 * soon after the last. Which streams it waits for changes with every listener: a stream of the hub's own, into which it
 * writes a word, brings it back from a read that does not know the new one yet.
 */
export function createReplyHub({
  redis,
  log,
  timings,
}: {
  /** `blocking` must be nobody else's. */
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly log: Log;
  readonly timings?: Partial<Pick<Timings, "blockMs" | "watchdogMs">>;
}): ReplyHub {
  const { blockMs, watchdogMs } = { ...defaultTimings, ...timings };
  const wakeKey = `${PREFIX}wake:${randomUUID()}`;
  const answers = new Map<string, Followed>();
  let wakePosition = "0-0";
  let isReading = false;
  let isClosed = false;

  async function readLoop(): Promise<void> {
    isReading = true;
    while (answers.size > 0 && !isClosed) {
      const following = [...answers].flatMap(([key, { position }]) =>
        position === null ? [] : [[key, position] as const],
      );
      const keys = [wakeKey, ...following.map(([key]) => key)];
      const from = [wakePosition, ...following.map(([, position]) => position)];
      try {
        const answer = await blockingRead(redis.blocking, {
          limitMs: blockMs + watchdogMs,
          read: () =>
            redis.blocking.xread("COUNT", 500, "BLOCK", blockMs, "STREAMS", ...keys, ...from),
        });
        for (const [key, entries] of (answer ?? []) as readonly (readonly [string, RawPiece[]])[]) {
          if (key === wakeKey) wakePosition = entries.at(-1)?.[0] ?? wakePosition;
          else hand(key, entries);
        }
      } catch (error) {
        if (isClosed) break;
        log.warn({ err: error }, "reading answers failed");
        await delay(300 + Math.random() * 300);
      }
    }
    isReading = false;
  }

  function hand(key: string, entries: readonly RawPiece[]): void {
    const followed = answers.get(key);
    if (!followed) return;
    for (const raw of entries) {
      followed.position = raw[0];
      for (const listener of followed.listeners) listener(toNews(raw));
    }
  }

  function listen(key: string, signal: AbortSignal) {
    const followed: Followed = answers.get(key) ?? { listeners: new Set(), position: null };
    answers.set(key, followed);
    const buffer: ReplyNews[] = [];
    let wake: () => void = () => undefined;
    const listener = (news: ReplyNews) => {
      if (buffer.length >= MAX_BUFFERED) buffer.shift();
      buffer.push(news);
      wake();
    };
    const leave = () => {
      signal.removeEventListener("abort", leave);
      followed.listeners.delete(listener);
      if (followed.listeners.size === 0 && answers.get(key) === followed) answers.delete(key);
      wake();
    };
    followed.listeners.add(listener);
    signal.addEventListener("abort", leave, { once: true });
    return {
      followed,
      leave,
      /** The next news that is newer than `after`; undefined when the signal has aborted. */
      async next(after: string): Promise<ReplyNews | undefined> {
        for (;;) {
          if (signal.aborted) return undefined;
          const news = buffer.shift();
          if (news && compareIds(news.id, after) > 0) return news;
          if (!news) await new Promise<void>((resolve) => (wake = resolve));
        }
      },
    };
  }

  async function wakeReader(): Promise<void> {
    if (isReading) {
      await redis.command
        .pipeline()
        .xadd(wakeKey, "MAXLEN", 1, "*", "w", "1")
        .expire(wakeKey, 60)
        .exec();
    } else {
      void readLoop();
    }
  }

  return {
    follow: (replyId, { signal }) =>
      askRedis(async () => {
        signal.throwIfAborted();
        const { followed, leave, next } = listen(streamKey(replyId), signal);
        try {
          const past = await readPieces(redis.command, replyId);
          const last = past.at(-1)?.id ?? "0-0";
          if (followed.position === null) {
            followed.position = last;
            await wakeReader();
          }
          signal.throwIfAborted();
          return {
            past,
            news: {
              async next() {
                const value = await next(last);
                return value ? { done: false, value } : { done: true, value: undefined };
              },
            },
          };
        } catch (error) {
          leave();
          throw error;
        }
      }),
    read: (replyId) => askRedis(() => readPieces(redis.command, replyId)),
    tellOver: (replyId) => askRedis(() => addOver(redis.command, replyId)),
    get size() {
      return [...answers.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
    },
    close() {
      isClosed = true;
    },
  };
}
