import type { Selectable } from "kysely";
import { type ConversationsTable, type Db, nowMs, type Tx } from "../database.ts";
import type { Language } from "../reading/reading.ts";
import {
  type Conversation,
  type ConversationInList,
  ConversationNotFound,
} from "./conversation.ts";

export async function insertConversation(
  tx: Tx,
  conversation: {
    readonly id: string;
    readonly analysisId: string;
    readonly userId: string;
    readonly title: string;
    readonly language: Language;
    readonly clientKey: string;
  },
): Promise<Conversation> {
  const row = await tx
    .insertInto("conversations")
    .values({
      id: conversation.id,
      analysis_id: conversation.analysisId,
      user_id: conversation.userId,
      title: conversation.title,
      language: conversation.language,
      client_key: conversation.clientKey,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toConversation(row);
}

/** Finds a conversation only for whose it is; for everybody else it does not exist. @throws ConversationNotFound */
export async function getConversationOf(db: Db, userId: string, id: string): Promise<Conversation> {
  const row = await db
    .selectFrom("conversations")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (!row) throw new ConversationNotFound();
  return toConversation(row);
}

export async function findConversation(db: Db, id: string): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom("conversations")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toConversation(row);
}

/** What the same request has started before. */
export async function findStarted(
  tx: Tx,
  analysisId: string,
  clientKey: string,
): Promise<Conversation | undefined> {
  const row = await tx
    .selectFrom("conversations")
    .selectAll()
    .where("analysis_id", "=", analysisId)
    .where("client_key", "=", clientKey)
    .executeTakeFirst();
  return row && toConversation(row);
}

export async function countConversations(db: Db | Tx, analysisId: string): Promise<number> {
  const { total } = await db
    .selectFrom("conversations")
    .select(({ fn }) => fn.countAll<number>().as("total"))
    .where("analysis_id", "=", analysisId)
    .executeTakeFirstOrThrow();
  return total;
}

/** The conversations of a reading, the one that was used last first. */
export async function listConversations(
  db: Db,
  analysisId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ items: readonly ConversationInList[]; total: number }> {
  const [rows, total] = await Promise.all([
    db
      .selectFrom("conversations")
      .selectAll("conversations")
      .select(({ selectFrom }) => [
        selectFrom("replies")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .whereRef("replies.conversation_id", "=", "conversations.id")
          .as("questions"),
        selectFrom("replies")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .whereRef("replies.conversation_id", "=", "conversations.id")
          .where("replies.status", "in", ["queued", "processing"])
          .as("pending"),
      ])
      .where("analysis_id", "=", analysisId)
      .orderBy("updated_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute(),
    countConversations(db, analysisId),
  ]);
  return {
    items: rows.map((row) => ({
      ...toConversation(row),
      questions: row.questions ?? 0,
      isPending: (row.pending ?? 0) > 0,
    })),
    total,
  };
}

export async function updateTitle(db: Db, id: string, title: string): Promise<void> {
  await db.updateTable("conversations").set({ title }).where("id", "=", id).execute();
}

/** Notes that it was used just now, and keeps it from being deleted until the transaction is over. @throws ConversationNotFound */
export async function touchConversation(tx: Tx, id: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("conversations")
    .set({ updated_at: nowMs })
    .where("id", "=", id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ConversationNotFound();
}

export function toConversation(row: Selectable<ConversationsTable>): Conversation {
  return {
    id: row.id,
    analysisId: row.analysis_id,
    userId: row.user_id,
    title: row.title,
    language: row.language,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
