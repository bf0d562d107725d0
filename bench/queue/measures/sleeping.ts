import { nextQueue, scaled, type Stage, type Taken } from "./measure.ts";

const SLEEP_MS = 50;

/** How near jobs that wait 50 ms each come to the time that their slots would need at best. */
export async function measureSleeping(stage: Stage): Promise<Taken> {
  const { redis, producer, worker, system } = stage;
  const queue = nextQueue();
  const count = scaled(stage, system.sizes.sleeping);
  await producer.add({ queue, from: 0, count, how: "bulk", width: 1, users: "twenty" });
  await worker.work({
    queue,
    count,
    backlog: count,
    concurrency: system.sleepers,
    workers: 1,
    sleepMs: SLEEP_MS,
    record: false,
    watch: false,
  });
  const { ms } = await worker.finish(queue);
  await producer.rest();
  await redis.clear();
  const idealMs = Math.ceil(count / system.sleepers) * SLEEP_MS;
  return { figures: { "sleeping.efficiency": (100 * idealMs) / ms } };
}
