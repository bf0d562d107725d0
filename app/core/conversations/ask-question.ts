import { v7 as uuidv7 } from "uuid";
import { lockAnalysis } from "../analyses/analyses.repo.ts";
import { type Analysis, AnalysisNotFound } from "../analyses/analysis.ts";
import type { Db, Tx } from "../database.ts";
import type { Log, ReplyQueue } from "../ports.ts";
import type { Language } from "../reading/reading.ts";
import { lockUser } from "../users/users.repo.ts";
import {
  AnswerPending,
  ClientKeyReused,
  type Conversation,
  ConversationFull,
  ConversationNotFound,
  NothingToAskAbout,
  TooManyConversations,
} from "./conversation.ts";
import {
  type ConversationLimits,
  MAX_CONVERSATIONS,
  MAX_QUESTIONS,
} from "./conversation-limits.ts";
import {
  countConversations,
  findStarted,
  insertConversation,
  touchConversation,
} from "./conversations.repo.ts";
import { type Answer, type Question, toAnswer, toQuestion } from "./message.ts";
import { readClientKey, readQuestion, titleOf } from "./question.ts";
import { findAsked, findNewestReply, insertReply, type ReplyRow } from "./replies.repo.ts";
import { takeReplyShare } from "./reply-uses.repo.ts";

export type AskDeps = { readonly db: Db; readonly replyQueue: ReplyQueue; readonly log: Log };

export type Asked = {
  readonly conversation: Conversation;
  readonly question: Question;
  readonly answer: Answer;
  /** False when this request had come before. */
  readonly isNew: boolean;
};

/**
 * Starts a conversation about a reading with its first question. The same `clientKey` for the same reading starts one
 * only, whoever sends it how often, and gives its first question back.
 *
 * @throws InvalidInput, ClientKeyReused, NothingToAskAbout, TooManyConversations, TooManyQuestions, AnswersUsedUp
 * @throws AnalysisNotFound when it was deleted meanwhile
 */
export async function startConversation(
  deps: AskDeps,
  asked: {
    readonly analysis: Analysis;
    readonly message: string;
    readonly clientKey: string;
    readonly language: Language;
    readonly limits: ConversationLimits;
  },
): Promise<Asked> {
  const { analysis, language, limits } = asked;
  const clientKey = readClientKey(asked.clientKey);
  const question = readQuestion(asked.message, "message");
  if (analysis.owner.kind !== "user" || !analysis.reading?.report) throw new NothingToAskAbout();
  const userId = analysis.owner.id;

  const { conversation, reply, isNew } = await deps.db.transaction().execute(async (tx) => {
    // The first statement writes, so that SQLite takes its write lock before it reads anything.
    await lockUser(tx, userId);
    if (!(await lockAnalysis(tx, analysis.id))) throw new AnalysisNotFound();
    const started = await findStarted(tx, analysis.id, clientKey);
    if (started) {
      const first = await findAsked(tx, started.id, clientKey);
      if (!first) throw new ConversationNotFound();
      requireSame(first, question);
      return { conversation: started, reply: first, isNew: false };
    }
    if ((await countConversations(tx, analysis.id)) >= MAX_CONVERSATIONS) {
      throw new TooManyConversations(MAX_CONVERSATIONS);
    }
    const id = uuidv7();
    const created = await insertConversation(tx, {
      id,
      analysisId: analysis.id,
      userId,
      title: titleOf(question),
      language,
      clientKey,
    });
    const first = await insertQuestion(tx, created, { turn: 1, question, clientKey, limits });
    return { conversation: created, reply: first, isNew: true };
  });

  await ring(deps, reply, userId);
  return { conversation, question: toQuestion(reply), answer: toAnswer(reply), isNew };
}

/**
 * Asks the next question of a conversation. The same `clientKey` never asks twice and gives the same answer back.
 *
 * @throws InvalidInput, ClientKeyReused, AnswerPending, ConversationFull, TooManyQuestions, AnswersUsedUp
 * @throws ConversationNotFound when it was deleted meanwhile
 */
export async function askQuestion(
  deps: AskDeps,
  asked: {
    readonly conversation: Conversation;
    readonly content: string;
    readonly clientKey: string;
    readonly limits: ConversationLimits;
  },
): Promise<Asked> {
  const { conversation, limits } = asked;
  const clientKey = readClientKey(asked.clientKey);
  const question = readQuestion(asked.content, "content");

  const { reply, isNew } = await deps.db.transaction().execute(async (tx) => {
    await lockUser(tx, conversation.userId);
    const before = await findAsked(tx, conversation.id, clientKey);
    if (before) {
      requireSame(before, question);
      return { reply: before, isNew: false };
    }
    const newest = await findNewestReply(tx, conversation.id);
    if (!newest) throw new ConversationNotFound();
    if (newest.status === "queued" || newest.status === "processing") throw new AnswerPending();
    if (newest.turn >= MAX_QUESTIONS) throw new ConversationFull(MAX_QUESTIONS);
    const turn = newest.turn + 1;
    await touchConversation(tx, conversation.id);
    const next = await insertQuestion(tx, conversation, { turn, question, clientKey, limits });
    return { reply: next, isNew: true };
  });

  await ring(deps, reply, conversation.userId);
  return { conversation, question: toQuestion(reply), answer: toAnswer(reply), isNew };
}

async function insertQuestion(
  tx: Tx,
  conversation: Conversation,
  asked: {
    readonly turn: number;
    readonly question: string;
    readonly clientKey: string;
    readonly limits: ConversationLimits;
  },
): Promise<ReplyRow> {
  const id = uuidv7();
  await takeReplyShare(tx, { replyId: id, userId: conversation.userId }, asked.limits);
  return insertReply(tx, {
    id,
    conversation_id: conversation.id,
    turn: asked.turn,
    client_key: asked.clientKey,
    question_id: uuidv7(),
    question: asked.question,
  });
}

function requireSame(reply: ReplyRow, question: string): void {
  if (reply.question !== question) throw new ClientKeyReused();
}

async function ring({ replyQueue, log }: AskDeps, reply: ReplyRow, userId: string): Promise<void> {
  if (reply.status !== "queued") return;
  try {
    await replyQueue.ring(reply.id, userId);
  } catch (error) {
    // The row is the truth: the worker's sweep finds it and rings again.
    log.warn({ replyId: reply.id, err: error }, "question stored but not rung for");
  }
}
