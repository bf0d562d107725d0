import { nextQueue, scaled, type Stage, type Taken } from "./measure.ts";

/** What Redis keeps of a job that waits, and of one that is done. */
export async function measureMemory(stage: Stage): Promise<Taken> {
  const { redis, producer, worker, system } = stage;
  const count = scaled(stage, system.sizes.memory);
  const queue = nextQueue();
  // Scripts and what a queue keeps of itself are no part of a job.
  await producer.add({ queue, from: count, count: 1, how: "serial", width: 1, users: "twenty" });
  const empty = await redis.readSettledMemory();
  await producer.add({ queue, from: 0, count, how: "bulk", width: 1, users: "twenty" });
  const waiting = await redis.readSettledMemory();
  await worker.work({
    queue,
    count: count + 1,
    backlog: count + 1,
    concurrency: Math.max(...system.drains),
    workers: 1,
    sleepMs: 0,
    record: false,
    watch: false,
  });
  await worker.finish(queue);
  const finished = await redis.readSettledMemory();
  await producer.rest();
  await redis.clear();
  return {
    figures: {
      "memory.waiting": (waiting - empty) / count,
      "memory.finished": (finished - empty) / count,
    },
  };
}
