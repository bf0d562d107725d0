import { nowMs } from "../database.ts";
import { lockUser } from "../users/users.repo.ts";
import type { AskDeps } from "./ask-question.ts";
import { AnswerNotRetryable, type Conversation } from "./conversation.ts";
import type { ConversationLimits } from "./conversation-limits.ts";
import { type Answer, DROPPED, toAnswer } from "./message.ts";
import { findNewestReply } from "./replies.repo.ts";
import { takeReplyShare } from "./reply-uses.repo.ts";

/**
 * Has the newest question answered again, when its answer has failed or its owner has stopped it. It counts like a new
 * question. What an admin has dropped stays dropped.
 *
 * @throws AnswerNotRetryable, TooManyQuestions, AnswersUsedUp
 */
export async function retryAnswer(
  deps: AskDeps,
  {
    conversation,
    limits,
  }: { readonly conversation: Conversation; readonly limits: ConversationLimits },
): Promise<Answer> {
  const reply = await deps.db.transaction().execute(async (tx) => {
    await lockUser(tx, conversation.userId);
    const newest = await findNewestReply(tx, conversation.id);
    const again =
      newest &&
      (await tx
        .updateTable("replies")
        .set({
          status: "queued",
          answer: "",
          attempts: 0,
          error_code: null,
          error_params: null,
          completed_at: null,
          not_before: 0,
          lease_until: 0,
          updated_at: nowMs,
        })
        .where("id", "=", newest.id)
        .where("status", "in", ["failed", "cancelled"])
        .where(({ or, eb }) => or([eb("error_code", "is", null), eb("error_code", "!=", DROPPED)]))
        .returningAll()
        .executeTakeFirst());
    if (!again) throw new AnswerNotRetryable();
    await takeReplyShare(tx, { replyId: again.id, userId: conversation.userId }, limits);
    return again;
  });
  try {
    await deps.replyQueue.ringAgain(reply.id, conversation.userId);
  } catch (error) {
    deps.log.warn({ replyId: reply.id, err: error }, "question stored but not rung for");
  }
  return toAnswer(reply);
}
