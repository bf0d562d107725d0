import type { Redis } from "ioredis";

/** The read did not come back in time: the server is frozen or the connection half open. */
export class BlockedTooLong extends Error {
  constructor(waitedMs: number) {
    super(`a blocking read gave no answer for ${waitedMs} ms`);
    this.name = "BlockedTooLong";
  }
}

/** Redis is away, or accepts connections and then says nothing. */
export class NotConnected extends Error {
  constructor(why: string) {
    super(`no connection to block on: ${why}`);
    this.name = "NotConnected";
  }
}

export type BlockingRead<Answer> = {
  /** How long the connection may take, and then how long the read may take, milliseconds. */
  readonly limitMs: number;
  /** Sends the command. Whoever awaits something before that must send nothing once `signal` has aborted. */
  readonly read: (signal: AbortSignal) => Promise<Answer>;
  /** Given what a read that was given up has brought after all, on the last breath of its connection. */
  readonly onLate?: (answer: Answer) => void;
};

/**
 * Runs one blocking command under a watchdog. ioredis never settles such a command when the server freezes, so
 * after `limitMs` the connection is torn down and made anew, and the command is given up.
 *
 * Wants a client of `openBlockingClient`: one that sent the command again by itself would sooner or later
 * have several of them in line, and whatever those receive belongs to nobody.
 *
 * @throws NotConnected, BlockedTooLong, or whatever the command rejects with
 */
export async function blockingRead<Answer>(
  redis: Redis,
  { limitMs, read, onLate }: BlockingRead<Answer>,
): Promise<Answer> {
  await untilReady(redis, limitMs);
  const attempt = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      attempt.abort();
      reject(new BlockedTooLong(limitMs));
      redis.disconnect(true);
    }, limitMs);
  });
  const answer = read(attempt.signal);
  answer.then(
    (late) => {
      if (attempt.signal.aborted) onLate?.(late);
    },
    () => undefined,
  );
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws NotConnected */
async function untilReady(redis: Redis, limitMs: number): Promise<void> {
  if (redis.status === "ready") return;
  if (redis.status === "end") throw new NotConnected("it was closed");
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error) => {
      clearTimeout(timer);
      redis.off("ready", onReady);
      redis.off("end", onEnd);
      if (error) reject(error);
      else resolve();
    };
    const onReady = () => settle();
    const onEnd = () => settle(new NotConnected("it was closed"));
    const timer = setTimeout(() => {
      // A frozen server lets itself be connected to and never greets back; between two tries there is nothing to cut.
      if (redis.status === "connect") redis.disconnect(true);
      settle(new NotConnected(`none for ${limitMs} ms`));
    }, limitMs);
    // Waiting for Redis alone is no reason for a process to live on.
    timer.unref();
    redis.on("ready", onReady);
    redis.on("end", onEnd);
  });
}

/** True when the stream or its group has gone while somebody was reading; any script puts it back. */
export function isGroupMissing(error: unknown): boolean {
  return error instanceof Error && /^(NOGROUP|UNBLOCKED)/.test(error.message);
}
