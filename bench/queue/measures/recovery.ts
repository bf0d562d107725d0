import { setTimeout as delay } from "node:timers/promises";
import { startBenchRedis } from "../bench-redis.ts";
import { startDriver } from "../driver.ts";
import { now } from "../drivers/adapter.ts";
import type { System } from "../systems.ts";
import { nextQueue, type Taken } from "./measure.ts";

const JOBS = 200;
const SLEEP_MS = 50;
const CONCURRENCY = 10;

/**
 * kill -9 of one of two workers when half of the jobs are done: how long until the last job is done, with every
 * system's timings as they are, and how many jobs were done twice or not at all.
 */
export async function measureRecovery(system: System, limitSeconds: number): Promise<Taken> {
  const redis = await startBenchRedis();
  const queue = nextQueue();
  const done = new Map<number, number>();
  const half = Promise.withResolvers<undefined>();
  let lastAt = 0;
  const onSaid = ({ done: n }: { readonly done?: number }) => {
    if (n === undefined) return;
    done.set(n, (done.get(n) ?? 0) + 1);
    lastAt = now();
    if (done.size >= JOBS / 2) half.resolve(undefined);
  };
  const [producer, doomed, heir] = await Promise.all([
    startDriver(system.command, redis.url),
    startDriver(system.command, redis.url, onSaid),
    startDriver(system.command, redis.url, onSaid),
  ]);
  const request = {
    queue,
    count: JOBS,
    backlog: 0,
    concurrency: Math.min(CONCURRENCY, Math.max(...system.drains)),
    workers: 1,
    sleepMs: SLEEP_MS,
    record: false,
    watch: true,
  };
  try {
    await Promise.all([doomed.work(request), heir.work(request)]);
    await producer.add({ queue, from: 0, count: JOBS, how: "bulk", width: 1, users: "twenty" });
    await half.promise;
    const killedAt = now();
    await doomed.kill();
    await heir.committed(queue, [...done.keys()]);
    while (done.size < JOBS && now() - killedAt < limitSeconds * 1_000) await delay(50);
    const times = [...done.values()];
    return {
      figures: {
        "recovery.seconds": done.size === JOBS ? (lastAt - killedAt) / 1_000 : Infinity,
        "recovery.twice": times.filter((count) => count > 1).length,
        "recovery.missing": JOBS - done.size,
      },
    };
  } finally {
    await Promise.all([producer.kill(), doomed.kill(), heir.kill()]);
    await redis.stop();
  }
}
