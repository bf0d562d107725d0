import type { Asked } from "#core/conversations/ask-question.ts";
import type { Conversation, ConversationInList } from "#core/conversations/conversation.ts";
import type { Answer, Message, Question } from "#core/conversations/message.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type * as wire from "./wire/conversation-answers.server.ts";

export function toConversationJson(conversation: Conversation): wire.Conversation {
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
export function toListedConversationJson(
  conversation: ConversationInList,
): wire.ListedConversation {
  return {
    ...toConversationJson(conversation),
    questions: conversation.questions,
    is_pending: conversation.isPending,
  };
}

export function toMessageJson(message: Message, language: Language): wire.Message {
  return message.role === "user" ? toQuestionJson(message) : toAnswerJson(message, language);
}

function toQuestionJson({ id, seq, role, content, createdAt }: Question): wire.Question {
  return { id, seq, role, content, created_at: createdAt.toISOString() };
}

/** An answer; its `content` is Markdown. */
export function toAnswerJson(answer: Answer, language: Language): wire.Answer {
  const { id, seq, role, status, content, declined, error, replier } = answer;
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
    created_at: answer.createdAt.toISOString(),
    completed_at: answer.completedAt?.toISOString() ?? null,
  };
}

/** What a question is answered with at once: the reply comes by the event stream. */
export function toAskedJson({ conversation, question, answer }: Asked): wire.AskedQuestion {
  return {
    conversation: toConversationJson(conversation),
    message: toQuestionJson(question),
    reply: { id: answer.id, seq: answer.seq, status: answer.status },
    links: {
      messages: `/api/v1/conversations/${conversation.id}/messages`,
      events: `/api/v1/conversations/${conversation.id}/events`,
    },
  };
}
