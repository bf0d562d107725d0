import type { Redis } from "ioredis";
import type { Log, ReplyTeller } from "#core/ports.ts";
import { addOver, addPiece } from "./reply-stream.ts";

/** Pieces that wait for a slow Redis at most, of all answers of this process. What is more is not told. */
const MAX_WAITING = 1_000;

/** Says answers into Redis. One that is away costs its listeners a foretaste, and nobody an answer. */
export function createReplyTeller(redis: Redis, log: Log): ReplyTeller {
  let waiting = 0;
  const failed = (replyId: string) => (error: unknown) =>
    log.debug({ replyId, err: error }, "a piece of an answer was not told");

  return {
    tell(replyId, piece) {
      if (waiting >= MAX_WAITING) return;
      waiting += 1;
      addPiece(redis, replyId, piece)
        .catch(failed(replyId))
        .finally(() => (waiting -= 1));
    },
    async tellOver(replyId) {
      await addOver(redis, replyId).catch(failed(replyId));
    },
  };
}
