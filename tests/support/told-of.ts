import type { Redis } from "ioredis";
import { eventsKey } from "#queue/keys.ts";
import { type RawEvent, toEvents } from "#queue/queue-event.ts";

/** What has been told of a job of the queue `work`, in order: its life, as far as Redis knows it. */
export async function toldOf(
  { redis, prefix = "hr" }: { readonly redis: Redis; readonly prefix?: string },
  job: string,
): Promise<readonly string[]> {
  const entries = (await redis.xrange(eventsKey(prefix, "work"), "-", "+")) as RawEvent[];
  return entries
    .flatMap((raw) => toEvents("work", raw))
    .filter((event) => event.job === job)
    .map(({ type }) => type);
}
