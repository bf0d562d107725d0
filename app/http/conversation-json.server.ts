import type { Asked } from "#core/conversations/ask-question.ts";
import type { Conversation, ConversationInList } from "#core/conversations/conversation.ts";
import type { Message } from "#core/conversations/message.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { messagesOf } from "#locales/messages-of.ts";

export function toConversationJson(conversation: Conversation) {
  return {
    id: conversation.id,
    analysis_id: conversation.analysisId,
    title: conversation.title,
    language: conversation.language,
    created_at: conversation.createdAt.toISOString(),
    updated_at: conversation.updatedAt.toISOString(),
  };
}

/** A conversation in the list of a reading's. */
export function toListedConversationJson(conversation: ConversationInList) {
  return {
    ...toConversationJson(conversation),
    questions: conversation.questions,
    is_pending: conversation.isPending,
  };
}

/** A question or an answer; an answer's `content` is Markdown. */
export function toMessageJson(message: Message, language: Language) {
  const { id, seq, role, content } = message;
  const created_at = message.createdAt.toISOString();
  if (message.role === "user") return { id, seq, role, content, created_at };
  const { status, declined, error, replier, completedAt } = message;
  return {
    id,
    seq,
    role,
    status,
    content,
    declined,
    error: error && {
      code: error.code,
      message: describeProblem(messagesOf(language), error),
    },
    answered_by: replier,
    created_at,
    completed_at: completedAt?.toISOString() ?? null,
  };
}

/** What a question is answered with at once: the reply comes by the event stream. */
export function toAskedJson({ conversation, question, answer }: Asked, language: Language) {
  return {
    conversation: toConversationJson(conversation),
    message: toMessageJson(question, language),
    reply: { id: answer.id, seq: answer.seq, status: answer.status },
    links: {
      messages: `/api/v1/conversations/${conversation.id}/messages`,
      events: `/api/v1/conversations/${conversation.id}/events`,
    },
  };
}
