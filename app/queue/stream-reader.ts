import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { blockingRead, isGroupMissing } from "./blocking-read.ts";
import { GROUP, readyKey } from "./keys.ts";
import type { QueueLog } from "./log.ts";
import type { Queue } from "./queue.ts";
import type { RawEntry } from "./scripts.ts";
import type { Timings } from "./timings.ts";

export interface StreamReader {
  /** Reads whenever there is room, until the signal aborts. Never throws. */
  run(signal: AbortSignal): Promise<void>;
  /** There may be room again. */
  wake(): void;
  /**
   * Ends a read that waits with nothing, and begins no other. Cutting the connection could drop an entry that is on
   * its way.
   */
  stop(): Promise<void>;
  /** Time since a read last came back, milliseconds; 0 while there is no room, because nothing is read then. */
  readonly sinceReadMs: number;
}

/** Takes entries off a queue's stream for one consumer: as many at a time as it has room for, and waits for the next. */
export function createStreamReader(options: {
  readonly queue: Queue;
  readonly consumer: string;
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly timings: Timings;
  readonly random: () => number;
  readonly log: QueueLog;
  /** Takes all the room there is, and says how much. */
  readonly takeRoom: () => number;
  /** What was taken is free again; what came for it follows. */
  readonly giveRoom: (room: number) => void;
  readonly onEntry: (entry: RawEntry) => void;
  /** An entry of a read that had been given up: its room may be somebody else's by now. */
  readonly onLate: (entry: RawEntry) => void;
  /** The group is gone, and all data with it: puts it back. */
  readonly onDataLost: () => Promise<void>;
}): StreamReader {
  const { queue, consumer, redis, timings, log } = options;
  let isStopping = false;
  let isWaitingForRoom = false;
  let lastReadAt = performance.now();
  let connectionId: number | undefined;
  let wake: () => void = () => undefined;

  async function read(count: number): Promise<readonly RawEntry[]> {
    return blockingRead(redis.blocking, {
      limitMs: timings.blockMs + timings.watchdogMs,
      read: async (signal) => {
        connectionId ??= await redis.blocking.client("ID");
        if (isStopping || signal.aborted) return [];
        const answer = await redis.blocking.xreadgroup(
          "GROUP",
          GROUP,
          consumer,
          "COUNT",
          count,
          "BLOCK",
          timings.blockMs,
          "STREAMS",
          readyKey(queue.prefix, queue.name),
          ">",
        );
        const streams = (answer ?? []) as readonly (readonly [string, readonly RawEntry[]])[];
        return streams.flatMap(([, entries]) => entries);
      },
      onLate: (entries) => entries.forEach(options.onLate),
    });
  }

  async function readOnce(signal: AbortSignal): Promise<void> {
    const room = options.takeRoom();
    if (room < 1) {
      isWaitingForRoom = true;
      await new Promise<void>((resolve) => (wake = resolve));
      isWaitingForRoom = false;
      lastReadAt = performance.now();
      return;
    }
    let entries: readonly RawEntry[];
    try {
      entries = await read(room);
    } catch (error) {
      options.giveRoom(room);
      if (!signal.aborted) await recover(error, signal);
      return;
    }
    lastReadAt = performance.now();
    // In one go with the entries, so that nobody asks for the same room in between.
    options.giveRoom(room);
    entries.forEach(options.onEntry);
  }

  async function recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (isGroupMissing(error)) {
      log.warn({ queue: queue.name }, "queue had lost its data, putting it back");
      await options.onDataLost().catch(() => pause(signal));
    } else {
      log.warn({ queue: queue.name, err: error }, "reading from the queue failed");
      await pause(signal);
    }
  }

  /** Long enough not to hammer a Redis that is in trouble. */
  async function pause(signal: AbortSignal): Promise<void> {
    await delay(200 + options.random() * 300, undefined, { signal }).catch(() => undefined);
  }

  return {
    async run(signal) {
      const onClose = () => (connectionId = undefined);
      redis.blocking.on("close", onClose);
      while (!signal.aborted) await readOnce(signal);
      redis.blocking.off("close", onClose);
    },
    wake: () => wake(),
    async stop() {
      isStopping = true;
      wake();
      if (connectionId !== undefined) await redis.command.client("UNBLOCK", connectionId);
    },
    get sinceReadMs() {
      return isWaitingForRoom ? 0 : performance.now() - lastReadAt;
    },
  };
}
