import type { Db } from "../database.ts";
import { type Message, toAnswer, toQuestion } from "./message.ts";
import { listReplies } from "./replies.repo.ts";

/** Messages of one page at most. */
export const MAX_MESSAGES = 50;

export type MessagePage = {
  /** In the order in which they were said. A question and its answer are always on the same page. */
  readonly items: readonly Message[];
  /** Give it as `before` for the page of older messages; null when there are none. */
  readonly before: number | null;
};

/**
 * A page of a conversation, the newest first: the last messages before the sequence number `before`, or the last of
 * all. `limit` is rounded up to whole pairs of question and answer.
 */
export async function listMessages(
  deps: { readonly db: Db },
  conversationId: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<MessagePage> {
  const turns = Math.ceil(Math.min(MAX_MESSAGES, Math.max(1, limit)) / 2);
  const rows = await listReplies(deps.db, conversationId, {
    // Turn n has the messages 2n - 1 and 2n.
    ...(before === undefined ? {} : { before: Math.ceil(before / 2) }),
    limit: turns + 1,
  });
  const shown = rows.slice(0, turns).toReversed();
  const first = shown[0];
  return {
    items: shown.flatMap((row) => [toQuestion(row), toAnswer(row)]),
    before: rows.length > turns && first ? 2 * first.turn - 1 : null,
  };
}
