import type { Redis } from "ioredis";
import { queueNames } from "#core/jobs/queue-names.ts";
import type { QueueOverview } from "#queue/queue-admin.ts";
import { createQueue } from "#queue/queue.ts";

/** How every queue of the product stands in Redis. */
export function createQueuesReader(redis: Redis) {
  const queues = queueNames.map((name) => createQueue({ redis, name }));
  return (): Promise<readonly QueueOverview[]> =>
    Promise.all(
      queues.map(async (queue) => ({
        ...(await queue.readStats()),
        queue: queue.name,
        slots: 0,
        isPaused: false,
        gateMs: 0,
        ages: { seen: 0, oldestMs: null, buckets: [] },
      })),
    );
}
