import { analysisJob } from "#core/analyses/jobs.ts";
import type { AnalysisFeed, AnalysisNews, AnalysisQueue, Log, ReadingStage } from "#core/ports.ts";
import { openBlockingClient, openWebClient } from "#queue/connection.ts";
import type { Json } from "#queue/define-job.ts";
import { createEventHub, type QueueEvent } from "#queue/event-hub.ts";
import { createQueue } from "#queue/queue.ts";
import { ServiceUnavailable } from "../service-unavailable.ts";

/** The web's two connections to the job queue, behind the product's ports. */
export type AnalysisJobs = {
  readonly queue: AnalysisQueue;
  readonly feed: AnalysisFeed;
  readonly countFollowers: () => number;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export function openAnalysisJobs({
  url,
  log,
}: {
  readonly url: string;
  readonly log: Log;
}): AnalysisJobs {
  const onError = (error: Error) => log.warn({ err: error }, "redis connection failed");
  const command = openWebClient({ url, onError });
  const blocking = openBlockingClient({ url, onError });
  const queue = createQueue({ redis: command, name: analysisJob.queue });
  const hub = createEventHub({ queue: analysisJob.queue, redis: { command, blocking }, log });

  return {
    queue: {
      ring: (id, user) =>
        translated(async () => {
          await queue.enqueue(id, { user });
        }),
      findTicket: (id) =>
        translated(async () => {
          const ticket = await queue.inspect(id);
          return ticket && { position: ticket.position, stage: stageOf(ticket.progress) };
        }),
    },
    feed: {
      follow: (id, { signal, afterId }) =>
        translated(async () => {
          const { startId, missed, events } = await hub.subscribe(id, {
            signal,
            ...(afterId === undefined ? {} : { after: afterId }),
          });
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
    countFollowers: () => hub.size,
    ping: () =>
      translated(async () => {
        await command.ping();
      }),
    async close() {
      hub.close();
      blocking.disconnect();
      await command.quit().catch(() => command.disconnect());
    },
  };
}

function toNews({ id, type, data }: QueueEvent): AnalysisNews {
  return { id, type, stage: stageOf(data) };
}

function stageOf(progress: Json | undefined): ReadingStage | null {
  const stage =
    typeof progress === "object" && progress !== null && "stage" in progress
      ? progress["stage"]
      : undefined;
  return stage === "checking" || stage === "reading" ? stage : null;
}

/** Redis being away is an expected failure, and the driver's words are none of the caller's business. */
async function translated<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw new ServiceUnavailable("redis", { cause: error });
  }
}
