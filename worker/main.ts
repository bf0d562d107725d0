import { analysisJob } from "#core/analyses/jobs.ts";
import { replyJob } from "#core/conversations/jobs.ts";
import { photoJob } from "#core/photos/jobs.ts";
import { loadConfig } from "#platform/config.ts";
import { createAnalysisQueue } from "#platform/jobs/analysis-queue.ts";
import { createReplyQueue } from "#platform/jobs/reply-queue.ts";
import { createPhotoQueue } from "#platform/jobs/photo-queue.ts";
import { createQueuesReader } from "#platform/jobs/read-queues.ts";
import { createWorkerMetrics } from "#platform/metrics/create-worker-metrics.ts";
import { openPlatform } from "#platform/open-platform.ts";
import { costOf } from "#platform/openai/prices.ts";
import { exitOnStrayError, sendStrayOutputToLog } from "#platform/stray-output.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import { scaleTimings } from "#queue/timings.ts";
import { watchWorkers } from "#queue/watch-workers.ts";
import { healthOf } from "./health.ts";
import { openOpsServer } from "./ops-server.ts";
import { queues } from "./queues.ts";
import { stopOnSignals } from "./stop-process.ts";
import { sweepRetention } from "./sweeps/retention.ts";

/** The composition root of the worker process: settings → platform → a worker for each queue, until SIGTERM. */
const config = loadConfig(process.env);
const platform = openPlatform(config, "worker");
const { log, db, photoStore, clock } = platform;
if (config.environment === "production") sendStrayOutputToLog(log);

/** A read takes ten seconds at most: a worker that has heard nothing for so long hears nothing any more. */
const STUCK_MS = 60_000;

const graceMs = config.workerGraceSeconds * 1_000;
// Told to stop, a run has little to do: a short grace leaves it a share, a long one five seconds.
const abortGraceMs = Math.min(5_000, 500 + graceMs / 4);
const { stopping, hurry, stop } = stopOnSignals({ graceMs: graceMs + abortGraceMs, log });
exitOnStrayError(log, () => stop({ code: 1, isUrgent: true }));

const onError = (error: Error) => log.warn({ err: error }, "redis connection failed");
const command = openWorkerClient({ url: config.jobsRedisUrl, onError });
const metrics = createWorkerMetrics({
  ...platform,
  readQueues: createQueuesReader(command),
  costOf,
});
const timings = { ...scaleTimings(config.queueTimeScale), graceMs, abortGraceMs };
const served = config.workerQueues.map(({ name, concurrency: asked }) => {
  const { job, defaultConcurrency, createWorker } = queues[name];
  const concurrency = asked ?? defaultConcurrency(config);
  // A connection that blocks answers nothing else, so each queue has one of its own.
  const blocking = openBlockingClient({ url: config.jobsRedisUrl, onError });
  const worker = createWorker(
    { ...platform, metrics },
    {
      queue: createQueue({ redis: command, name: job.queue }),
      concurrency,
      redis: { command, blocking },
      log,
      timings,
      observer: metrics.observerOf(job.queue),
    },
  );
  return { name, concurrency, blocking, worker };
});
const workers = Object.fromEntries(served.map(({ name, worker }) => [name, worker]));
const { workerAddress: address, metricsToken } = config;
const opsServer =
  address &&
  (await openOpsServer({
    ...address,
    metrics,
    metricsToken,
    log,
    health: () => healthOf(workers, timings),
  }));

log.info(
  {
    pid: process.pid,
    reader: config.reader.kind,
    queues: Object.fromEntries(served.map(({ name, concurrency }) => [name, concurrency])),
  },
  "worker started",
);
const endWatch = watchWorkers(workers, {
  limitMs: STUCK_MS,
  onStuck(queue, stuckMs) {
    log.error({ queue, stuckMs }, "worker is stuck although redis answers, process ends");
    // What runs is handed back, if that can still be done; then the supervisor starts a clean process.
    stop({ code: 1 });
  },
});
const analysisQueue = createAnalysisQueue(createQueue({ redis: command, name: analysisJob.queue }));
const photoQueue = createPhotoQueue(createQueue({ redis: command, name: photoJob.queue }));
const replyQueue = createReplyQueue(command, createQueue({ redis: command, name: replyJob.queue }));
// Its sweeps may be in the middle of a long look; what they do can be cut off anywhere, so nobody waits for them.
void sweepRetention(
  { db, photoStore, clock, log, analysisQueue, photoQueue, replyQueue },
  { retentionDays: config.guestRetentionDays, signal: stopping, onDeleted: metrics.onDeleted },
);
await Promise.all(served.map(({ worker }) => worker.run(stopping, hurry)));
endWatch();
opsServer?.close();
for (const { blocking } of served) blocking.disconnect();
await command.quit().catch(() => command.disconnect());
await db.destroy();
log.info({}, "worker stopped");
process.exit();
