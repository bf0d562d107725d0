import { answerQuestion, type AnswerQuestionDeps } from "#core/conversations/answer-question.ts";
import type { ReplyToWrite, WrittenReply } from "#core/conversations/reply-ledger.ts";
import type { Run } from "#queue/define-job.ts";

/** What the queue calls for one question. */
export function handleReply(
  deps: AnswerQuestionDeps & { readonly onReplied: (reply: WrittenReply) => void },
) {
  return async (reply: ReplyToWrite, run: Run): Promise<WrittenReply> => {
    const written = await answerQuestion(deps, reply, run);
    deps.onReplied(written);
    return written;
  };
}
