import type { Redis } from "ioredis";

/** The read did not come back in time: the server is frozen or the connection half open. */
export class BlockedTooLong extends Error {
  constructor(waitedMs: number) {
    super(`a blocking read gave no answer for ${waitedMs} ms`);
    this.name = "BlockedTooLong";
  }
}

/**
 * Runs one blocking command under a watchdog. ioredis never settles such a command when the server freezes, so
 * after `limitMs` the connection is torn down and made anew, and the command is given up.
 *
 * @throws BlockedTooLong, or whatever the command rejects with
 */
export async function blockingRead<Answer>(
  redis: Redis,
  limitMs: number,
  read: () => Promise<Answer>,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new BlockedTooLong(limitMs));
      redis.disconnect(true);
    }, limitMs);
  });
  try {
    return await Promise.race([read(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** True when the stream or its group has gone while somebody was reading; any script puts it back. */
export function isGroupMissing(error: unknown): boolean {
  return error instanceof Error && /^(NOGROUP|UNBLOCKED)/.test(error.message);
}
