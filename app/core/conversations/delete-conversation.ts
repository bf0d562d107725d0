import { forgetAuditSubject } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import type { Log, ReplyQueue } from "../ports.ts";
import { lockUser } from "../users/users.repo.ts";
import type { Conversation } from "./conversation.ts";
import { replyJob } from "./jobs.ts";
import { listReplyIds } from "./replies.repo.ts";

/** Erases a conversation with everything that was said, and every trace of it in the queue. */
export async function deleteConversation(
  deps: { readonly db: Db; readonly replyQueue: ReplyQueue; readonly log: Log },
  { id, userId }: Pick<Conversation, "id" | "userId">,
): Promise<void> {
  const replyIds = await deps.db.transaction().execute(async (tx) => {
    // The lock that questions take first as well: none comes in between, and neither waits for the other in a circle.
    await lockUser(tx, userId);
    const ids = await listReplyIds(tx, "conversations.id", id);
    await tx.deleteFrom("conversations").where("id", "=", id).execute();
    for (const replyId of ids) await forgetAuditSubject(tx, `${replyJob.queue}:${replyId}`);
    return ids;
  });
  await forgetReplies(deps, replyIds);
}

/** Takes answers out of the queue whose rows are gone; a worker that writes one is told to stop. */
export async function forgetReplies(
  { replyQueue, log }: { readonly replyQueue: Pick<ReplyQueue, "forget">; readonly log: Log },
  replyIds: readonly string[],
): Promise<void> {
  try {
    await replyQueue.forget(replyIds);
  } catch (error) {
    // Redis is away. It knows ids alone, and what was said of an answer while it was written for some minutes.
    log.warn({ err: error }, "conversation deleted, queue not told");
  }
}
