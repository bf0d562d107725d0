import type { Redis } from "ioredis";
import type { HoldReason } from "#core/reading/reading-failures.ts";

export type Hold = { readonly reason: HoldReason; readonly since: Date };

/** Says to web, admins and workers alike that nothing can be read for now, and why. Ends by itself or by success. */
export interface ReaderHold {
  put(reason: HoldReason, forMs: number): Promise<void>;
  /** Nobody is told that it ended: whoever shows it looks again. */
  clear(): Promise<void>;
  read(): Promise<Hold | undefined>;
}

const reasons: readonly string[] = ["away", "budget_spent", "out_of_money"];

export function createReaderHold(redis: Redis, prefix = "hr"): ReaderHold {
  const key = `${prefix}:{reader}:hold`;
  const read = async (): Promise<Hold | undefined> => {
    const [reason = "", since] = (await redis.get(key))?.split(" ") ?? [];
    return reasons.includes(reason)
      ? { reason: reason as HoldReason, since: new Date(Number(since)) }
      : undefined;
  };
  return {
    async put(reason, forMs) {
      const known = await read();
      const since = known?.reason === reason ? known.since.getTime() : Date.now();
      await redis.set(key, `${reason} ${since}`, "PX", Math.max(1, Math.ceil(forMs)));
    },
    async clear() {
      await redis.del(key);
    },
    read,
  };
}
