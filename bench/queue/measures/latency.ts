import { poissonOffsets, quantile } from "../statistics.ts";
import { type Figures, nextQueue, type Stage, type Taken } from "./measure.ts";

/** The first jobs only open connections and warm caches. */
const WARM = 5;
const WARM_MS = 400;

/**
 * From the moment a job was meant to be sent to its handler's start, and to its sender's knowing that it is done. Jobs
 * are sent when it is their time, whether or not the ones before are through, so that no stall hides itself.
 */
export async function measureLatency(stage: Stage): Promise<Taken> {
  const figures: Figures = {};
  const samples: Record<string, readonly number[]> = {};
  for (const rate of stage.rates.filter((one) => one <= stage.system.mostPerSecond)) {
    const { starts, seen } = await sendAt(stage, rate);
    samples[`latency.${rate}.start`] = starts;
    figures[`latency.${rate}.start.p50`] = quantile(starts, 0.5);
    figures[`latency.${rate}.start.p95`] = quantile(starts, 0.95);
    if (!stage.system.hears) continue;
    samples[`latency.${rate}.seen`] = seen;
    figures[`latency.${rate}.seen.p50`] = quantile(seen, 0.5);
    figures[`latency.${rate}.seen.p95`] = quantile(seen, 0.95);
  }
  return { figures, samples };
}

async function sendAt({ redis, producer, worker, system, ...stage }: Stage, rate: number) {
  const queue = nextQueue();
  const warm = Array.from({ length: WARM }, (_, index) => (index * WARM_MS) / WARM / 2);
  const offsetsMs = [
    ...warm,
    ...poissonOffsets(rate, stage.latencySeconds, stage.random).map((at) => WARM_MS + at),
  ];
  await worker.work({
    queue,
    count: offsetsMs.length,
    backlog: 0,
    concurrency: Math.max(...system.drains) > 10 ? 10 : Math.max(...system.drains),
    workers: 1,
    sleepMs: 0,
    record: true,
    watch: false,
  });
  const { intended, seen } = await producer.send({
    queue,
    from: 0,
    offsetsMs,
    users: "twenty",
    follow: system.hears,
  });
  const { starts } = await worker.finish(queue);
  await producer.rest();
  await redis.clear();
  const since = (moments: readonly (readonly [number, number])[]) =>
    moments.flatMap(([n, at]) => (n < WARM ? [] : [at - (intended[n] ?? NaN)]));
  return { starts: since(starts), seen: since(seen) };
}
