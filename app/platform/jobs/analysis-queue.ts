import type { AnalysisQueue, ReadingStage } from "#core/ports.ts";
import type { Json } from "#queue/define-job.ts";
import type { Queue } from "#queue/queue.ts";
import type { ReaderHold } from "../readers/reader-hold.ts";
import { askRedis } from "../redis/open-redis.ts";

/** The job queue behind the product's port. */
export function createAnalysisQueue(
  queue: Queue,
  readHold: ReaderHold["read"] = () => Promise.resolve(undefined),
): AnalysisQueue {
  return {
    ring: (id, user) =>
      askRedis(async () => {
        await queue.enqueue(id, { user });
      }),
    ringAgain: (id, user) =>
      askRedis(async () => {
        await queue.enqueue(id, { user, force: true });
      }),
    cancel: (id) =>
      askRedis(async () => {
        await queue.cancel(id);
      }),
    forget: (ids) => askRedis(() => queue.forget(ids)),
    forgetUser: (user) => askRedis(() => queue.forgetUser(user)),
    findTicket: (id) =>
      askRedis(async () => {
        const [ticket, hold] = await Promise.all([queue.inspect(id), readHold()]);
        return (
          ticket && {
            position: ticket.position,
            stage: stageOf(ticket.progress),
            held: hold?.reason ?? null,
          }
        );
      }),
  };
}

/** The stage that a handler told as its progress. */
export function stageOf(progress: Json | undefined): ReadingStage | null {
  const stage =
    typeof progress === "object" && progress !== null && "stage" in progress
      ? progress["stage"]
      : undefined;
  return stage === "checking" || stage === "reading" ? stage : null;
}
