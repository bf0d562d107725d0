import type { PhotoQueue } from "#core/ports.ts";
import type { Queue } from "#queue/queue.ts";
import { askRedis } from "../redis/open-redis.ts";

/** The queue of thumbnails behind the product's port. */
export function createPhotoQueue(queue: Queue): PhotoQueue {
  return {
    ring: (id) =>
      askRedis(async () => {
        await queue.enqueue(id, { user: "everybody" });
      }),
    forget: (ids) =>
      askRedis(async () => {
        if (ids.length > 0) await queue.forget(ids);
      }),
  };
}
