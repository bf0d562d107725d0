import { analysisJob } from "#core/analyses/jobs.ts";
import { replyJob } from "#core/conversations/jobs.ts";
import { mailJob } from "#core/mail/jobs.ts";
import type { Db } from "#core/database.ts";
import type { StreamsAdmin } from "#core/admin/streams-admin.ts";
import { queueNames } from "#core/jobs/queue-names.ts";
import { photoJob } from "#core/photos/jobs.ts";
import type {
  AnalysisFeed,
  AnalysisNews,
  AnalysisQueue,
  Log,
  MailQueue,
  PhotoQueue,
  ReplyFeed,
  ReplyQueue,
  Clock,
} from "#core/ports.ts";
import { openBlockingClient, openWebClient } from "#queue/connection.ts";
import { createEventHub } from "#queue/event-hub.ts";
import type { QueueEvent } from "#queue/queue-event.ts";
import { scaleTimings } from "#queue/timings.ts";
import { createQueue } from "#queue/queue.ts";
import { createReaderHold } from "../readers/reader-hold.ts";
import type { ReaderConfig } from "../config.ts";
import { askRedis } from "../redis/open-redis.ts";
import { createAnalysisQueue, stageOf } from "./analysis-queue.ts";
import { createProviderControls, readProviderState } from "../openai/provider-controls.ts";
import { createStreamsAdmin } from "./streams-admin.ts";
import { createPhotoQueue } from "./photo-queue.ts";
import { createReplyHub } from "../replies/reply-feed.ts";
import { createReplyQueue } from "./reply-queue.ts";
import { createQueuesReader } from "./read-queues.ts";

/** The web's connections to the job queues, behind the product's ports. */
export type Jobs = {
  readonly analysisQueue: AnalysisQueue;
  readonly analysisFeed: AnalysisFeed;
  readonly photoQueue: PhotoQueue;
  readonly mailQueue: MailQueue;
  readonly replyQueue: ReplyQueue;
  readonly replyFeed: ReplyFeed;
  readonly streamsAdmin: StreamsAdmin;
  readonly countFollowers: () => number;
  readonly readQueues: ReturnType<typeof createQueuesReader>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export function openJobs({
  url,
  log,
  reader,
  db,
  clock,
  queueTimeScale,
}: {
  readonly url: string;
  readonly log: Log;
  /** What the admin area tells of the provider comes from Redis and the day's rows. */
  readonly reader: ReaderConfig;
  readonly db: Db;
  readonly clock: Clock;
  /** That of the workers, whose silence is told by it. */
  readonly queueTimeScale: number;
}): Jobs {
  const onError = (error: Error) => log.warn({ err: error }, "redis connection failed");
  const command = openWebClient({ url, onError });
  const blocking = openBlockingClient({ url, onError });
  // A blocked connection answers nothing else, so what is followed in two ways needs two.
  const blockingForReplies = openBlockingClient({ url, onError });
  const queue = createQueue({ redis: command, name: analysisJob.queue });
  const mails = createQueue({ redis: command, name: mailJob.queue });
  const provider =
    reader.kind === "openai"
      ? createProviderControls(reader, { redis: command, db, clock, log })
      : undefined;
  const hub = createEventHub({ queues: queueNames, redis: { command, blocking }, log });
  const replyHub = createReplyHub({ redis: { command, blocking: blockingForReplies }, log });

  return {
    mailQueue: {
      ring: (id) =>
        askRedis(async () => {
          await mails.enqueue(id, { user: "everybody" });
        }),
    },
    // Without a provider nothing is held, whatever was when there was one.
    analysisQueue: createAnalysisQueue(queue, provider?.hold.read),
    streamsAdmin: createStreamsAdmin({
      redis: command,
      hold: createReaderHold(command),
      queues: queueNames.map((name) => createQueue({ redis: command, name })),
      hub,
      timings: scaleTimings(queueTimeScale),
      readProvider: provider && (() => readProviderState(provider)),
    }),
    replyQueue: createReplyQueue(command, createQueue({ redis: command, name: replyJob.queue })),
    replyFeed: replyHub,
    photoQueue: createPhotoQueue(createQueue({ redis: command, name: photoJob.queue })),
    analysisFeed: {
      follow: (id, { signal, afterId }) =>
        askRedis(async () => {
          const { startId, missed, events } = await hub.subscribe(
            { queue: analysisJob.queue, job: id },
            {
              signal,
              ...(afterId === undefined ? {} : { after: afterId }),
            },
          );
          return {
            startId,
            missed: missed.map(toNews),
            news: {
              async next() {
                const event = await events.next();
                return event.done ? event : { done: false as const, value: toNews(event.value) };
              },
            },
          };
        }),
    },
    readQueues: createQueuesReader(command),
    countFollowers: () => hub.size + replyHub.size,
    ping: () =>
      askRedis(async () => {
        await command.ping();
      }),
    async close() {
      hub.close();
      replyHub.close();
      blocking.disconnect();
      blockingForReplies.disconnect();
      await command.quit().catch(() => command.disconnect());
    },
  };
}

function toNews({ id, type, data }: QueueEvent): AnalysisNews {
  // What the page is told of a job is that it will be tried again, not what that costs.
  const news = type === "defer" ? "retry" : (type as AnalysisNews["type"]);
  return { id, type: news, stage: stageOf(data) };
}
