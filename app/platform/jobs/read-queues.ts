import type { Redis } from "ioredis";
import { queueNames } from "#core/jobs/queue-names.ts";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import type { QueueOverview } from "#queue/queue-admin.ts";
import { createQueue } from "#queue/queue.ts";

/** How every queue of the product stands in Redis. */
export function createQueuesReader(redis: Redis): () => Promise<readonly QueueOverview[]> {
  const admins = queueNames.map((name) =>
    createQueueAdmin({ redis, queue: createQueue({ redis, name }) }),
  );
  return () => Promise.all(admins.map((admin) => admin.readOverview()));
}
