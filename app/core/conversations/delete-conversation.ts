import { forgetAuditSubject } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import type { Log, ReplyQueue } from "../ports.ts";
import { replyJob } from "./jobs.ts";
import { listReplyIds } from "./replies.repo.ts";

/** Erases a conversation with everything that was said, and every trace of it in the queue. */
export async function deleteConversation(
  deps: { readonly db: Db; readonly replyQueue: ReplyQueue; readonly log: Log },
  id: string,
): Promise<void> {
  const replyIds = await deps.db.transaction().execute(async (tx) => {
    // The first statement writes, so that no question comes in between.
    await tx.updateTable("conversations").set({ title: "" }).where("id", "=", id).execute();
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
