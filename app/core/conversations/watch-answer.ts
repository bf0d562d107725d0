import type { Db } from "../database.ts";
import type { ReplyFeed, ReplyNews } from "../ports.ts";
import { wakeUps } from "../wake-ups.ts";
import { ConversationNotFound } from "./conversation.ts";
import { type Answer, toAnswer } from "./message.ts";
import { findNewestReply, type ReplyRow } from "./replies.repo.ts";
import { createReplyText } from "./reply-text.ts";

export type AnswerEvent =
  | {
      readonly id: string;
      readonly kind: "delta";
      /** Of the answer that is being written. */
      readonly seq: number;
      /**
       * Where the text goes, in UTF-16 units from the answer's beginning. What stood from there on is replaced: 0 again
       * means that a worker has died and another begins anew, or that what was said is taken back.
       */
      readonly at: number;
      readonly text: string;
    }
  /** The answer as it is stored. Always the last event. */
  | { readonly id: string; readonly kind: "message"; readonly message: Answer };

/** How often the row is read although nothing was heard, milliseconds: with and without a feed. */
const CHECK_MS = { withFeed: 5_000, withoutFeed: 1_000 };

/**
 * Tells how the newest answer of a conversation is written: what is there of it, each piece as it comes, and at last
 * the answer as it is stored. When none is being written, the newest is told at once.
 *
 * With `afterId`, where an earlier watch stopped, only what came after that is told; nothing at all when that id is the
 * one that told the answer. Ends when `signal` aborts. The pieces are a foretaste and the row is the truth: with Redis
 * away or emptied there are fewer of them, and the answer comes all the same.
 *
 * @throws ConversationNotFound when the conversation is gone
 */
export async function* watchAnswer(
  deps: { readonly db: Db; readonly replyFeed: Pick<ReplyFeed, "follow"> },
  conversationId: string,
  { signal, afterId }: { readonly signal: AbortSignal; readonly afterId?: string | undefined },
): AsyncGenerator<AnswerEvent, undefined> {
  const newest = await getNewest(deps.db, conversationId);
  if (isOver(newest)) {
    if (afterId !== idOf(newest)) yield toMessage(newest);
    return;
  }
  const listening = new AbortController();
  const stop = () => listening.abort();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    // Listening starts before the row is read again: what changes in between is heard, not lost.
    const feed = await deps.replyFeed
      .follow(newest.id, { signal: listening.signal })
      .catch(() => undefined);
    const text = createReplyText();
    const heard = (news: ReplyNews): AnswerEvent | undefined =>
      news.kind === "text" && text.take(news)
        ? { id: news.id, kind: "delta", seq: 2 * newest.turn, at: news.at, text: news.text }
        : undefined;

    for (const news of feed?.past ?? []) {
      const event = heard(news);
      if (event && isAfter(event.id, afterId)) yield event;
    }
    let row = await getReply(deps.db, newest);
    if (!isOver(row)) {
      for await (const news of wakeUps(feed, CHECK_MS, listening.signal)) {
        const event = news && heard(news);
        if (event) yield event;
        if (event || news?.kind === "text") continue;
        row = await getReply(deps.db, newest);
        if (isOver(row)) break;
      }
    }
    if (isOver(row)) yield toMessage(row);
  } finally {
    stop();
    signal.removeEventListener("abort", stop);
  }
}

async function getNewest(db: Db, conversationId: string): Promise<ReplyRow> {
  const row = await findNewestReply(db, conversationId);
  if (!row) throw new ConversationNotFound();
  return row;
}

/** Another question may have come meanwhile; this watch is about the one that it began with. */
async function getReply(db: Db, { id }: ReplyRow): Promise<ReplyRow> {
  const row = await db.selectFrom("replies").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new ConversationNotFound();
  return row;
}

function isOver({ status }: ReplyRow): boolean {
  return status !== "queued" && status !== "processing";
}

function toMessage(row: ReplyRow): AnswerEvent {
  return { id: idOf(row), kind: "message", message: toAnswer(row) };
}

/**
 * The id under which an answer is told. An answer that was stopped may be tried again, so its time is in it; the mark
 * tells it from the pieces' ids, which Redis numbers from 0 within one millisecond.
 */
function idOf(row: ReplyRow): string {
  return `${row.updated_at}-${1e15 + row.turn}`;
}

/**
 * Whether a piece came after the one that an earlier watch had told last. An answer's own id says nothing of the pieces
 * of the next: its time is the database's, theirs is that of Redis.
 */
function isAfter(id: string, afterId: string | undefined): boolean {
  const [ms = 0, number = 0] = id.split("-").map(Number);
  const [afterMs = 0, afterNumber = 0] = (afterId ?? "").split("-").map(Number);
  if (afterNumber >= 1e15) return true;
  return ms > afterMs || (ms === afterMs && number > afterNumber);
}
