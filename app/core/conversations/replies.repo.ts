import type { Selectable } from "kysely";
import { type Db, nowMs, type RepliesTable, type Tx } from "../database.ts";

/** A row of `replies`: a question with its answer. */
export type ReplyRow = Selectable<RepliesTable>;

export async function insertReply(
  tx: Tx,
  reply: Pick<
    ReplyRow,
    "id" | "conversation_id" | "turn" | "client_key" | "question_id" | "question"
  >,
): Promise<ReplyRow> {
  return tx
    .insertInto("replies")
    .values({
      ...reply,
      answer: "",
      status: "queued",
      run_token: "",
      lease_until: 0,
      not_before: 0,
      attempts: 0,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What the same request has asked before. */
export async function findAsked(
  tx: Tx,
  conversationId: string,
  clientKey: string,
): Promise<ReplyRow | undefined> {
  return tx
    .selectFrom("replies")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .where("client_key", "=", clientKey)
    .executeTakeFirst();
}

export async function findReply(db: Db, id: string): Promise<ReplyRow | undefined> {
  return db.selectFrom("replies").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function findNewestReply(
  db: Db | Tx,
  conversationId: string,
): Promise<ReplyRow | undefined> {
  return db
    .selectFrom("replies")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .orderBy("turn", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Turns before `before`, newest first. */
export async function listReplies(
  db: Db,
  conversationId: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly ReplyRow[]> {
  return db
    .selectFrom("replies")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .$if(before !== undefined, (query) => query.where("turn", "<", before ?? 0))
    .orderBy("turn", "desc")
    .limit(limit)
    .execute();
}

export async function listReplyIds(
  db: Db | Tx,
  column: "conversations.id" | "conversations.analysis_id",
  id: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("replies")
    .innerJoin("conversations", "conversations.id", "replies.conversation_id")
    .select("replies.id")
    .where(column, "=", id)
    .execute();
  return rows.map((row) => row.id);
}
