import type { Redis } from "ioredis";
import { createAnalysisLedger } from "#core/analyses/analysis-ledger.ts";
import { giveUpAnalysis } from "#core/analyses/give-up-analysis.ts";
import { ANALYSIS_LEASE_MS, analysisJob } from "#core/analyses/jobs.ts";
import { verdictOnAnalysis } from "#core/analyses/verdict-on-analysis.ts";
import type { QueueName } from "#core/jobs/queue-names.ts";
import { replyJob, REPLY_LEASE_MS } from "#core/conversations/jobs.ts";
import { createReplyLedger } from "#core/conversations/reply-ledger.ts";
import { mailJob } from "#core/mail/jobs.ts";
import { createMailLedger } from "#core/mail/mails.repo.ts";
import { photoJob, THUMBNAIL_LEASE_MS } from "#core/photos/jobs.ts";
import { photoLimits } from "#core/photos/photo.ts";
import { createThumbnailLedger } from "#core/photos/thumbnails.repo.ts";
import type { PhotoCodec } from "#core/ports.ts";
import { verdictOf } from "#core/retry.ts";
import type { Config } from "#platform/config.ts";
import { createPhotoQueue } from "#platform/jobs/photo-queue.ts";
import { createMailer } from "#platform/mail/create-mailer.ts";
import type { WorkerMetrics } from "#platform/metrics/create-worker-metrics.ts";
import type { Platform } from "#platform/open-platform.ts";
import { createSharpCodec } from "#platform/photos/sharp-codec.ts";
import { createReplier } from "#platform/repliers/create-replier.ts";
import { createReplyTeller } from "#platform/replies/reply-teller.ts";
import { createPalmReader } from "#platform/readers/create-palm-reader.ts";
import { createCallGuard } from "#platform/openai/call-guard.ts";
import { createProviderControls } from "#platform/openai/provider-controls.ts";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import type { JobDefinition } from "#queue/define-job.ts";
import { createQueue, type Queue } from "#queue/queue.ts";
import type { Timings } from "#queue/timings.ts";
import type { WorkerObserver } from "#queue/worker-observer.ts";
import { createWorker, type Worker } from "#queue/worker.ts";
import { handleAnalysis } from "./handlers/handle-analysis.ts";
import { handleMail } from "./handlers/handle-mail.ts";
import { handleReply } from "./handlers/handle-reply.ts";
import { handleThumbnail } from "./handlers/handle-thumbnail.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What every worker is given alike, whatever it works on. */
export type WorkerPlace = {
  readonly queue: Queue;
  readonly concurrency: number;
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly log: Platform["log"];
  readonly timings: Partial<Timings>;
  readonly observer: WorkerObserver;
};

export type WorkerDeps = Platform & { readonly metrics: WorkerMetrics };

export type ServedQueue = {
  readonly job: JobDefinition;
  /** How many jobs run at a time where WORKER_QUEUES does not say. */
  readonly defaultConcurrency: (config: Config) => number;
  readonly createWorker: (deps: WorkerDeps, place: WorkerPlace) => Worker;
};

/** How each queue is served. A new queue is one entry here and its name in queue-names.ts. */
export const queues: Readonly<Record<QueueName, ServedQueue>> = {
  analyses: {
    job: analysisJob,
    defaultConcurrency: ({ workerConcurrency }) => workerConcurrency,
    createWorker({ config, db, photoStore, clock, log, metrics }, place) {
      const photoCodec = createPhotoCodec(config);
      const redis = place.redis.command;
      const photoQueue = createPhotoQueue(createQueue({ redis, name: photoJob.queue }));
      const reader = createPalmReader(config.reader, {
        photoCodec,
        log,
        observer: metrics.reader,
        guard:
          config.reader.kind === "openai"
            ? createCallGuard({
                ...createProviderControls(config.reader, { redis, db, clock, log }),
                queue: createQueueAdmin({ redis, queue: place.queue }),
                log,
                observer: metrics.guard,
              })
            : undefined,
      });
      return createWorker({
        ...place,
        definition: analysisJob,
        ledger: createAnalysisLedger(db, {
          leaseMs: Math.round(ANALYSIS_LEASE_MS * config.queueTimeScale),
          onFailed: (id) => giveUpAnalysis({ db, photoStore }, id),
        }),
        handle: handleAnalysis({
          db,
          photoStore,
          photoCodec,
          photoQueue,
          reader,
          log,
          readingCacheMs: config.readingCacheDays * DAY_MS,
        }),
        verdict: verdictOnAnalysis,
      });
    },
  },

  photos: {
    job: photoJob,
    // A thumbnail is some milliseconds of one core, and nobody waits for it.
    defaultConcurrency: () => 2,
    createWorker({ config, db, photoStore }, place) {
      return createWorker({
        ...place,
        definition: photoJob,
        ledger: createThumbnailLedger(db, {
          leaseMs: Math.round(THUMBNAIL_LEASE_MS * config.queueTimeScale),
        }),
        handle: handleThumbnail({ db, photoStore, photoCodec: createPhotoCodec(config) }),
        verdict: verdictOf,
      });
    },
  },

  replies: {
    job: replyJob,
    // Answers wait for the provider; what they need of this machine is little.
    defaultConcurrency: () => 16,
    createWorker({ config, db, clock, log, metrics }, place) {
      const redis = place.redis.command;
      const teller = createReplyTeller(redis, log);
      const replier = createReplier(config.reader, {
        log,
        observer: metrics.reader,
        guard:
          config.reader.kind === "openai"
            ? createCallGuard({
                ...createProviderControls(config.reader, { redis, db, clock, log }),
                // Somebody waits for each answer: a queue that stands still would tell them nothing, a run does.
                queue: { gate: () => Promise.resolve(), pause: () => Promise.resolve() },
                log,
                observer: metrics.guard,
              })
            : undefined,
      });
      return createWorker({
        ...place,
        definition: replyJob,
        ledger: createReplyLedger(db, {
          replier: replier.name,
          teller,
          leaseMs: Math.round(REPLY_LEASE_MS * config.queueTimeScale),
        }),
        handle: handleReply({
          db,
          replier,
          teller,
          clock,
          log,
          onReplied: metrics.onReplied,
        }),
        verdict: verdictOf,
      });
    },
  },

  mail: {
    job: mailJob,
    // Mails wait for the network, not for this machine.
    defaultConcurrency: () => 4,
    createWorker({ config, db, log }, place) {
      const mailer = createMailer(config.mail, log);
      return createWorker({
        ...place,
        definition: mailJob,
        ledger: createMailLedger(db),
        handle: handleMail({ db, mailer, appOrigin: config.appOrigin, log }),
        verdict: verdictOf,
      });
    },
  },
};

function createPhotoCodec({ maxUploadBytes }: Config): PhotoCodec {
  return createSharpCodec({ limits: { ...photoLimits, maxBytes: maxUploadBytes } });
}
