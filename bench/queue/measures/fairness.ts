import { quantile } from "../statistics.ts";
import { nextQueue, type Stage, type Taken } from "./measure.ts";

const HOG_JOBS = 400;
const LIGHT_USERS = 30;
const SLOTS = 4;
const SLEEP_MS = 50;

/** One user has sent 400 jobs; while they are worked off, 30 others send one each. How long the others wait. */
export async function measureFairness(stage: Stage): Promise<Taken> {
  const { redis, producer, worker, random } = stage;
  const queue = nextQueue();
  const hogJobs = Math.max(40, Math.round(HOG_JOBS * Math.min(1, 4 * stage.scale)));
  const spanMs = 0.8 * ((hogJobs * SLEEP_MS) / SLOTS);
  await worker.work({
    queue,
    count: hogJobs + LIGHT_USERS,
    backlog: 0,
    concurrency: SLOTS,
    workers: 1,
    sleepMs: SLEEP_MS,
    record: true,
    watch: false,
  });
  await producer.add({ queue, from: 0, count: hogJobs, how: "bulk", width: 1, users: "hog" });
  const { intended } = await producer.send({
    queue,
    from: hogJobs,
    offsetsMs: Array.from({ length: LIGHT_USERS }, () => random() * spanMs).sort((a, b) => a - b),
    users: "own",
    follow: false,
  });
  const { starts } = await worker.finish(queue);
  await producer.rest();
  await redis.clear();
  const waits = starts.flatMap(([n, at]) =>
    n < hogJobs ? [] : [at - (intended[n - hogJobs] ?? NaN)],
  );
  return {
    figures: {
      "fairness.light.p50": quantile(waits, 0.5),
      "fairness.light.p95": quantile(waits, 0.95),
    },
  };
}
