import type { System } from "../systems.ts";
import { costsOf, type Figures, nextQueue, scaled, type Stage, type Taken } from "./measure.ts";

/** How fast jobs are sent, and how fast a backlog of jobs that do nothing is worked off; what each costs. */
export async function measureThroughput(stage: Stage): Promise<Taken> {
  const { serial, inFlight, bulk } = stage.system.sizes;
  const [last, ...others] = stage.system.drains.toReversed();
  const ways = [
    { name: "serial", how: "serial", width: 1, count: serial, drain: undefined },
    { name: "inFlight50", how: "in-flight", width: 50, count: inFlight, drain: others[0] },
    { name: "inFlight100", how: "in-flight", width: 100, count: inFlight, drain: others[1] },
    { name: "bulk", how: "bulk", width: 1, count: bulk, drain: last },
  ] as const;
  const figures: Figures = {};
  for (const { name, how, width, count, drain } of ways) {
    const queue = nextQueue();
    const jobs = scaled(stage, count);
    Object.assign(figures, await enqueue(stage, { name, queue, jobs, how, width }));
    if (drain !== undefined) {
      Object.assign(figures, await drainAt(stage, { queue, jobs, concurrency: drain }));
    }
    await stage.redis.clear();
  }
  return { figures: { ...figures, ...summed(figures, stage.system) } };
}

async function enqueue(
  { redis, producer }: Stage,
  options: {
    readonly name: string;
    readonly queue: string;
    readonly jobs: number;
    readonly how: "serial" | "in-flight" | "bulk";
    readonly width: number;
  },
): Promise<Figures> {
  const { name, queue, jobs, how, width } = options;
  const request = { queue, from: 0, count: jobs, how, width, users: "twenty" } as const;
  const before = await redis.read();
  const usage = await producer.add(request);
  const after = await redis.read();
  await producer.rest();
  return {
    [`enqueue.${name}.rate`]: (1_000 * jobs) / usage.ms,
    ...costsOf(`enqueue.${name}`, jobs, [before, after], usage),
  };
}

async function drainAt(
  { redis, worker }: Stage,
  { queue, jobs, concurrency }: { queue: string; jobs: number; concurrency: number },
): Promise<Figures> {
  const before = await redis.read();
  await worker.work({
    queue,
    count: jobs,
    backlog: jobs,
    concurrency,
    workers: 1,
    sleepMs: 0,
    record: false,
    watch: false,
  });
  const usage = await worker.finish(queue);
  const after = await redis.read();
  if (usage.done < jobs) throw new Error(`only ${usage.done} of ${jobs} jobs were done`);
  return {
    [`drain.c${concurrency}.rate`]: (1_000 * jobs) / usage.ms,
    ...costsOf(`drain.c${concurrency}`, jobs, [before, after], usage),
  };
}

/** A job's whole way: sent with 50 in flight, or one at a time where that is cheaper, and worked off at the widest drain. */
function summed(figures: Figures, { drains, cheapWay }: System): Figures {
  const widest = `drain.c${Math.max(...drains)}`;
  const rates = drains.map((concurrency) => figures[`drain.c${concurrency}.rate`] ?? 0);
  const sum: Figures = { "drain.best.rate": Math.max(...rates) };
  for (const cost of ["clientCpu", "redisCpu", "bytes", "commands", "calls"]) {
    sum[`total.${cost}`] =
      (figures[`enqueue.${cheapWay}.${cost}`] ?? NaN) + (figures[`${widest}.${cost}`] ?? NaN);
  }
  return sum;
}
