import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { inject, onTestFinished } from "vitest";
import { createAnalysisLedger } from "#core/analyses/analysis-ledger.ts";
import { analysisJob } from "#core/analyses/jobs.ts";
import { verdictOnAnalysis } from "#core/analyses/verdict-on-analysis.ts";
import type { AdminDeps } from "#core/admin/admin-action.ts";
import { getStream } from "#core/admin/admin-failures.ts";
import type { Db } from "#core/database.ts";
import { queueNames } from "#core/jobs/queue-names.ts";
import { createStreamsAdmin } from "#platform/jobs/streams-admin.ts";
import { createReaderHold } from "#platform/readers/reader-hold.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import type { Run } from "#queue/define-job.ts";
import { createEventHub } from "#queue/event-hub.ts";
import { createQueue } from "#queue/queue.ts";
import { createWorker } from "#queue/worker.ts";
import { createFakePhotoStore } from "./fake-photo-store.ts";
import { given } from "./given.ts";
import { quickTimings } from "./queue.ts";
import { silentLog } from "./silent-log.ts";

/** The product's streams on the real Redis, under names of this test's own, with workers on demand. */
export function givenStreams(db: Db) {
  const url = inject("redisUrl");
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  const clients: Redis[] = [];
  const open = (openClient: typeof openWorkerClient) => {
    const client = openClient({ url, onError: () => undefined });
    clients.push(client);
    return client;
  };
  onTestFinished(() => clients.forEach((client) => client.disconnect()));

  const redis = open(openWorkerClient);
  const queues = queueNames.map((name) => createQueue({ redis, name, prefix }));
  const hub = createEventHub({
    queues: queueNames,
    prefix,
    redis: { command: redis, blocking: open(openBlockingClient) },
    log: silentLog,
    timings: quickTimings,
  });
  onTestFinished(() => hub.close());
  const hold = createReaderHold(redis, prefix);
  const streamsAdmin = createStreamsAdmin({ redis, queues, hub, hold });
  const photoStore = createFakePhotoStore();
  const deps: AdminDeps = { db, photoStore, streamsAdmin, log: silentLog };
  const analyses = createQueue({ redis, name: analysisJob.queue, prefix });

  return {
    redis,
    prefix,
    deps,
    streamsAdmin,
    hold,
    hub,
    photoStore,
    /** The queue of the analyses, as a web uses it. */
    queue: analyses,
    stream: getStream(streamsAdmin, analysisJob.queue),
    /** A worker that reads analyses as the test says. */
    startWorker(handle: (id: string, run: Run) => Promise<void>) {
      const command = open(openWorkerClient);
      const stopping = new AbortController();
      const worker = createWorker({
        queue: createQueue({ redis: command, name: analysisJob.queue, prefix }),
        definition: { ...analysisJob, attempts: 1 },
        ledger: createAnalysisLedger(db),
        async handle(analysis, run) {
          await handle(analysis.id, run);
          return { reader: "builtin" as const, reading: given.reading(), recipe: null };
        },
        verdict: verdictOnAnalysis,
        concurrency: 2,
        redis: { command, blocking: open(openBlockingClient) },
        log: silentLog,
        timings: quickTimings,
      });
      const running = worker.run(stopping.signal);
      const stop = async () => {
        stopping.abort();
        await running;
      };
      onTestFinished(stop);
      return { stop };
    },
  };
}
