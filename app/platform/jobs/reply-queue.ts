import type { Redis } from "ioredis";
import type { ReplyQueue } from "#core/ports.ts";
import type { Queue } from "#queue/queue.ts";
import { askRedis } from "../redis/open-redis.ts";
import { streamKey } from "../replies/reply-stream.ts";

/** The queue of answers behind the product's port. */
export function createReplyQueue(redis: Redis, queue: Queue): ReplyQueue {
  return {
    ring: (id, user) =>
      askRedis(async () => {
        await queue.enqueue(id, { user });
      }),
    ringAgain: (id, user) =>
      askRedis(async () => {
        // What the runs before have said is of no use to anybody.
        await redis.del(streamKey(id));
        await queue.enqueue(id, { user, force: true });
      }),
    cancel: (id) =>
      askRedis(async () => {
        await queue.cancel(id);
      }),
    forget: (ids) =>
      askRedis(async () => {
        if (ids.length === 0) return;
        await queue.forget(ids);
        await redis.del(...ids.map(streamKey));
      }),
    forgetUser: (user) => askRedis(() => queue.forgetUser(user)),
  };
}
