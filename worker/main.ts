import { createAnalysisLedger } from "#core/analyses/analysis-ledger.ts";
import { analysisJob } from "#core/analyses/jobs.ts";
import { discardIncomingPhotos } from "#core/analyses/run-analysis.ts";
import { photoLimits } from "#core/photos/photo.ts";
import { verdictOf } from "#core/retry.ts";
import { loadConfig } from "#platform/config.ts";
import { openPlatform } from "#platform/open-platform.ts";
import { createSharpCodec } from "#platform/photos/sharp-codec.ts";
import { createPalmReader } from "#platform/readers/create-palm-reader.ts";
import { exitOnStrayError, sendStrayOutputToLog } from "#platform/stray-output.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import { createWorker } from "#queue/worker.ts";
import { handleAnalysis } from "./handlers/handle-analysis.ts";
import { sweepRetention } from "./sweeps/retention.ts";

/** The composition root of the worker process: settings → platform → one worker, until SIGTERM. */
const config = loadConfig(process.env);
const platform = openPlatform(config, "worker");
const { log, db, photoStore, clock } = platform;
if (config.environment === "production") sendStrayOutputToLog(log);
exitOnStrayError(log);

const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());

const onError = (error: Error) => log.warn({ err: error }, "redis connection failed");
const command = openWorkerClient({ url: config.jobsRedisUrl, onError });
const blocking = openBlockingClient({ url: config.jobsRedisUrl, onError });

const photoCodec = createSharpCodec({
  limits: { ...photoLimits, maxBytes: config.maxUploadBytes },
});
const reader = createPalmReader(config.reader, { photoCodec, log });
const worker = createWorker({
  queue: createQueue({ redis: command, name: analysisJob.queue }),
  definition: analysisJob,
  ledger: createAnalysisLedger(db, {
    onFailed: (id) => discardIncomingPhotos({ db, photoStore }, id),
  }),
  handle: handleAnalysis({ db, photoStore, photoCodec, reader, log }),
  verdict: verdictOf,
  concurrency: config.workerConcurrency,
  redis: { command, blocking },
  log,
  // The whole of `npm start` has to be gone ten seconds after SIGTERM.
  timings: { graceMs: 4_000, abortGraceMs: 1_500 },
});

log.info(
  { pid: process.pid, reader: reader.name, concurrency: config.workerConcurrency },
  "worker started",
);
await Promise.all([
  worker.run(stopping.signal),
  sweepRetention(
    { db, photoStore, clock, log },
    { retentionDays: config.guestRetentionDays, signal: stopping.signal },
  ),
]);
blocking.disconnect();
await command.quit().catch(() => command.disconnect());
await db.destroy();
log.info({}, "worker stopped");
process.exit(0);
