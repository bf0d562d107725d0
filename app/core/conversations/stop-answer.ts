import { type Db, nowMs } from "../database.ts";
import type { Log, ReplyFeed, ReplyQueue } from "../ports.ts";
import { type Conversation, NotStoppable } from "./conversation.ts";
import { type Answer, toAnswer } from "./message.ts";
import { findNewestReply } from "./replies.repo.ts";
import { createReplyText } from "./reply-text.ts";
import { releaseUnpaidShare } from "./reply-uses.repo.ts";

/**
 * Stops the answer that is being written. What had been shown of it stays; what was reserved for it is given back
 * when no run of it may have been paid for.
 *
 * @throws NotStoppable when none is being written (any more)
 */
export async function stopAnswer(
  deps: {
    readonly db: Db;
    readonly replyQueue: ReplyQueue;
    readonly replyFeed: Pick<ReplyFeed, "read" | "tellOver">;
    readonly log: Log;
  },
  conversation: Conversation,
): Promise<Answer> {
  const pending = await findNewestReply(deps.db, conversation.id);
  if (!pending) throw new NotStoppable();
  const answer = await readShown(deps, pending.id);
  const stopped = await deps.db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable("replies")
      .set({
        status: "cancelled",
        answer,
        lease_until: 0,
        updated_at: nowMs,
        completed_at: nowMs,
      })
      .where("id", "=", pending.id)
      .where("status", "in", ["queued", "processing"])
      .returningAll()
      .executeTakeFirst();
    if (row) await releaseUnpaidShare(tx, row.id);
    return row;
  });
  if (!stopped) throw new NotStoppable();
  try {
    await deps.replyQueue.cancel(pending.id);
    await deps.replyFeed.tellOver(pending.id);
  } catch (error) {
    // Whoever writes it finds the row cancelled, and whoever reads it looks at the row.
    deps.log.warn({ replyId: pending.id, err: error }, "answer stopped but still in the queue");
  }
  return toAnswer(stopped);
}

/** As much of the answer as anybody can have seen; nothing when that cannot be found out. */
async function readShown(
  { replyFeed, log }: { readonly replyFeed: Pick<ReplyFeed, "read">; readonly log: Log },
  replyId: string,
): Promise<string> {
  try {
    const text = createReplyText();
    for (const news of await replyFeed.read(replyId)) text.take(news);
    return text.shown.trimEnd();
  } catch (error) {
    log.warn({ replyId, err: error }, "what was shown of a stopped answer is not known");
    return "";
  }
}
