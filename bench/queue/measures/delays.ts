import { quantile } from "../statistics.ts";
import { nextQueue, scaled, type Stage, type Taken } from "./measure.ts";

/** How late a job begins that was to begin after 0.2 to 2 seconds. */
export async function measureDelays(stage: Stage): Promise<Taken> {
  const { redis, producer, worker, system, random } = stage;
  const queue = nextQueue();
  const count = scaled(stage, system.sizes.delayed);
  const delaysMs = Array.from({ length: count }, () => Math.round(200 + random() * 1_800));
  await worker.work({
    queue,
    count,
    backlog: 0,
    concurrency: Math.min(10, Math.max(...system.drains)),
    workers: 1,
    sleepMs: 0,
    record: true,
    watch: false,
  });
  const { intended } = await producer.send({
    queue,
    from: 0,
    offsetsMs: Array.from({ length: count }, (_, index) => index * 2),
    delaysMs,
    users: "twenty",
    follow: false,
  });
  const { starts } = await worker.finish(queue);
  await producer.rest();
  await redis.clear();
  const late = starts.map(([n, at]) => at - (intended[n] ?? NaN) - (delaysMs[n] ?? NaN));
  return { figures: { "delays.p50": quantile(late, 0.5), "delays.p99": quantile(late, 0.99) } };
}
