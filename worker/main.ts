import { createAnalysisLedger } from "#core/analyses/analysis-ledger.ts";
import { giveUpAnalysis } from "#core/analyses/give-up-analysis.ts";
import { analysisJob } from "#core/analyses/jobs.ts";
import { mailJob } from "#core/mail/jobs.ts";
import { createMailLedger } from "#core/mail/mails.repo.ts";
import { photoLimits } from "#core/photos/photo.ts";
import { verdictOf } from "#core/retry.ts";
import { loadConfig } from "#platform/config.ts";
import { createAnalysisQueue } from "#platform/jobs/analysis-queue.ts";
import { createMailer } from "#platform/mail/create-mailer.ts";
import { openPlatform } from "#platform/open-platform.ts";
import { createSharpCodec } from "#platform/photos/sharp-codec.ts";
import { createPalmReader } from "#platform/readers/create-palm-reader.ts";
import { exitOnStrayError, sendStrayOutputToLog } from "#platform/stray-output.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import { watchWorkers } from "#queue/watch-workers.ts";
import { createWorker } from "#queue/worker.ts";
import { handleAnalysis } from "./handlers/handle-analysis.ts";
import { handleMail } from "./handlers/handle-mail.ts";
import { sweepRetention } from "./sweeps/retention.ts";

/** The composition root of the worker process: settings → platform → a worker for each queue, until SIGTERM. */
const config = loadConfig(process.env);
const platform = openPlatform(config, "worker");
const { log, db, photoStore, clock } = platform;
if (config.environment === "production") sendStrayOutputToLog(log);
exitOnStrayError(log);

/** A read takes ten seconds at most: a worker that has heard nothing for so long hears nothing any more. */
const STUCK_MS = 60_000;

/** Longer than an orderly stop takes. */
const STOP_MS = 9_000;

/** Mails wait for the network, not for this machine. */
const MAILS_AT_A_TIME = 4;

const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());

const onError = (error: Error) => log.warn({ err: error }, "redis connection failed");
const command = openWorkerClient({ url: config.jobsRedisUrl, onError });
// A connection that blocks answers nothing else, so each queue has one of its own.
const openBlocking = () => openBlockingClient({ url: config.jobsRedisUrl, onError });
const blocking = { analyses: openBlocking(), mails: openBlocking() };
// The whole of `npm start` has to be gone ten seconds after SIGTERM.
const timings = { graceMs: 4_000, abortGraceMs: 1_500 };

const photoCodec = createSharpCodec({
  limits: { ...photoLimits, maxBytes: config.maxUploadBytes },
});
const reader = createPalmReader(config.reader, { photoCodec, log });
const analysisQueue = createQueue({ redis: command, name: analysisJob.queue });
const analyses = createWorker({
  queue: analysisQueue,
  definition: analysisJob,
  ledger: createAnalysisLedger(db, { onFailed: (id) => giveUpAnalysis({ db, photoStore }, id) }),
  handle: handleAnalysis({ db, photoStore, photoCodec, reader, log }),
  verdict: verdictOf,
  concurrency: config.workerConcurrency,
  redis: { command, blocking: blocking.analyses },
  log,
  timings,
});

const mailer = createMailer(config.mail, log);
const mails = createWorker({
  queue: createQueue({ redis: command, name: mailJob.queue }),
  definition: mailJob,
  ledger: createMailLedger(db),
  handle: handleMail({ db, mailer, appOrigin: config.appOrigin, log }),
  verdict: verdictOf,
  concurrency: MAILS_AT_A_TIME,
  redis: { command, blocking: blocking.mails },
  log,
  timings,
});

log.info(
  { pid: process.pid, reader: reader.name, concurrency: config.workerConcurrency },
  "worker started",
);
const endWatch = watchWorkers(
  { [analysisJob.queue]: analyses, [mailJob.queue]: mails },
  {
    limitMs: STUCK_MS,
    onStuck(queue, stuckMs) {
      log.error({ queue, stuckMs }, "worker is stuck although redis answers, process ends");
      process.exitCode = 1;
      // What runs is handed back, if that can still be done; then the supervisor starts a clean process.
      stopping.abort();
      setTimeout(() => process.exit(1), STOP_MS).unref();
    },
  },
);
await Promise.all([
  analyses.run(stopping.signal),
  mails.run(stopping.signal),
  sweepRetention(
    { db, photoStore, clock, log, analysisQueue: createAnalysisQueue(analysisQueue) },
    { retentionDays: config.guestRetentionDays, signal: stopping.signal },
  ),
]);
endWatch();
blocking.analyses.disconnect();
blocking.mails.disconnect();
await command.quit().catch(() => command.disconnect());
await db.destroy();
log.info({}, "worker stopped");
process.exit();
