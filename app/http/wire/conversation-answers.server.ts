import { z } from "zod";
import { declineReasons } from "#core/conversations/message.ts";
import { languages } from "#core/reading/reading.ts";
import { pageOf } from "./paging.server.ts";

const id = z.uuid();
const count = z.int().min(0);
const seq = count.describe("Orders the messages of a conversation.");
const time = z.iso.datetime();
const answerStatus = z.enum(["pending", "completed", "failed", "cancelled"]);

export const Conversation = z.strictObject({
  id,
  analysis_id: id,
  title: z.string(),
  language: z.enum(languages),
  created_at: time,
  updated_at: time,
});
export type Conversation = z.output<typeof Conversation>;

export const ListedConversation = Conversation.extend({
  questions: count,
  is_pending: z.boolean(),
});
export type ListedConversation = z.output<typeof ListedConversation>;

export const ConversationsPage = pageOf(ListedConversation);
export type ConversationsPage = z.output<typeof ConversationsPage>;

export const Question = z.strictObject({
  id,
  seq,
  role: z.literal("user"),
  content: z.string(),
  created_at: time,
});
export type Question = z.output<typeof Question>;

export const Answer = z.strictObject({
  id,
  seq,
  role: z.literal("assistant"),
  status: answerStatus,
  content: z.string().describe("Markdown, to be shown as a stranger's."),
  declined: z
    .enum(declineReasons)
    .nullable()
    .describe("Why the question was not answered from the reading."),
  error: z
    .strictObject({ code: z.string(), message: z.string() })
    .nullable()
    .describe(
      "Why it failed. A cancelled answer has `reply.dropped` when we took it out: it cannot be tried again.",
    ),
  answered_by: z.enum(["openai", "builtin"]).nullable(),
  created_at: time,
  completed_at: time.nullable(),
});
export type Answer = z.output<typeof Answer>;

export const Message = z.discriminatedUnion("role", [Question, Answer]);
export type Message = z.output<typeof Message>;

export const MessagesPage = z.strictObject({
  items: z.array(Message).describe("In the order in which they were said."),
  per_page: count,
  has_more: z.boolean(),
  before: count.nullable().describe("Give it back for the page of older messages."),
});
export type MessagesPage = z.output<typeof MessagesPage>;

export const AskedQuestion = z.strictObject({
  conversation: Conversation,
  message: Question,
  reply: z.strictObject({ id, seq, status: answerStatus }),
  links: z.strictObject({ messages: z.string(), events: z.string() }),
});
export type AskedQuestion = z.output<typeof AskedQuestion>;

export const AnswerPiece = z.strictObject({
  conversation_id: id,
  seq,
  at: count.describe(
    "Where `text` goes, in UTF-16 units; what stood there and after it is dropped.",
  ),
  text: z.string(),
});
export type AnswerPiece = z.output<typeof AnswerPiece>;

export const ToldAnswer = Answer.extend({ conversation_id: id });
export type ToldAnswer = z.output<typeof ToldAnswer>;
