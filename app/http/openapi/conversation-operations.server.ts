import { z } from "zod";
import * as answer from "../wire/conversation-answers.server.ts";
import {
  ConversationChanges,
  FirstQuestion,
  MessagesPaging,
  NextQuestion,
} from "../wire/conversation-requests.server.ts";
import { Paging } from "../wire/paging.server.ts";
import { LastEventId } from "./analysis-operations.server.ts";
import { empty, events, json } from "./answers.server.ts";
import type { Operation } from "./operation.server.ts";

const ofAnalysis = "/api/v1/analyses/:analysisId/conversations";
const one = "/api/v1/conversations/:conversationId";

const onceOnly = "The same `client_key` never asks twice: it gives the same answer back.";
const AskingHeaders = z.object({ "Idempotency-Key": z.string().optional() });

export const conversationOperations: readonly Operation[] = [
  {
    id: "startConversation",
    method: "POST",
    path: ofAnalysis,
    summary: "Asks a first question about a finished reading",
    description: onceOnly,
    access: "user",
    headers: AskingHeaders,
    body: { type: "application/json", schema: FirstQuestion },
    answers: { 202: json(answer.AskedQuestion, "The answer will be written.", ["Location"]) },
    problems: [409, 429],
  },
  {
    id: "listConversations",
    method: "GET",
    path: ofAnalysis,
    summary: "Lists the conversations about a reading, the one used last first",
    access: "user",
    query: Paging,
    answers: { 200: json(answer.ConversationsPage, "A page of them.") },
  },
  {
    id: "getConversation",
    method: "GET",
    path: one,
    summary: "Gives a conversation",
    access: "user",
    answers: { 200: json(answer.Conversation, "The conversation.") },
  },
  {
    id: "renameConversation",
    method: "PATCH",
    path: one,
    summary: "Gives a conversation another title",
    access: "user",
    body: { type: "application/json", schema: ConversationChanges },
    answers: { 200: json(answer.Conversation, "It has that title.") },
  },
  {
    id: "deleteConversation",
    method: "DELETE",
    path: one,
    summary: "Erases a conversation",
    access: "user",
    answers: { 204: empty("Everything that was said is gone.") },
  },
  {
    id: "listMessages",
    method: "GET",
    path: `${one}/messages`,
    summary: "Gives the newest messages of a conversation, or those before them",
    access: "user",
    query: MessagesPaging,
    answers: { 200: json(answer.MessagesPage, "A page of them.") },
  },
  {
    id: "askQuestion",
    method: "POST",
    path: `${one}/messages`,
    summary: "Asks the next question",
    description: onceOnly,
    access: "user",
    headers: AskingHeaders,
    body: { type: "application/json", schema: NextQuestion },
    answers: { 202: json(answer.AskedQuestion, "The answer will be written.") },
    problems: [409, 429],
  },
  {
    id: "followAnswer",
    method: "GET",
    path: `${one}/events`,
    summary: "Tells the newest answer as it is written",
    access: "user",
    headers: LastEventId,
    answers: {
      200: events(
        { delta: answer.AnswerPiece, message: answer.ToldAnswer },
        "Pieces of the answer, then the answer as it is stored, which is the truth. Ends after it, and after 55 seconds.",
      ),
      204: empty("The answer has been told; there is nothing to come back for."),
    },
  },
  {
    id: "stopAnswer",
    method: "POST",
    path: `${one}/stop`,
    summary: "Stops the answer that is being written",
    access: "user",
    answers: { 200: json(answer.Answer, "What there was of it.") },
    problems: [409],
  },
  {
    id: "retryAnswer",
    method: "POST",
    path: `${one}/retry`,
    summary: "Asks for the newest answer again, when it has failed or was stopped",
    access: "user",
    answers: { 202: json(answer.Answer, "It will be written.") },
    problems: [409, 429],
  },
];
