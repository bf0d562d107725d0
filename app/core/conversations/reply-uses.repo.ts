import type { Token } from "#queue/define-job.ts";
import { type Db, nowMs, type Tx } from "../database.ts";
import {
  AnswersUsedUp,
  type ConversationLimits,
  RESERVED_TOKENS,
  TooManyQuestions,
} from "./conversation-limits.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Counts one question against its user's share. The caller holds the lock of the user's row, so that questions asked at
 * once are counted one after the other.
 *
 * @throws TooManyQuestions, AnswersUsedUp
 */
export async function takeReplyShare(
  tx: Tx,
  { replyId, userId }: { readonly replyId: string; readonly userId: string },
  limits: ConversationLimits,
): Promise<void> {
  const hour = await countUses(tx, userId, HOUR_MS, "uses");
  if (Number(hour.uses ?? 0) >= limits.questionsPerHour) {
    throw new TooManyQuestions(limits.questionsPerHour, waitOf(hour, HOUR_MS));
  }
  const day = await countUses(tx, userId, DAY_MS, "tokens");
  if (Number(day.tokens ?? 0) >= limits.answerTokensPerDay)
    throw new AnswersUsedUp(waitOf(day, DAY_MS));
  await reserveReplyShare(tx, { replyId, userId });
}

/** Counts an answer that is asked for, or asked for again, without looking at any limit. */
export async function reserveReplyShare(
  tx: Db | Tx,
  { replyId, userId }: { readonly replyId: string; readonly userId: string },
): Promise<void> {
  await tx
    .insertInto("reply_uses")
    .values({ reply_id: replyId, user_id: userId, used_at: nowMs, tokens: RESERVED_TOKENS })
    // An answer that is tried again counts as one more that is asked now.
    .onConflict((conflict) =>
      conflict.column("reply_id").doUpdateSet((eb) => ({
        used_at: nowMs,
        tokens: eb("reply_uses.tokens", "+", RESERVED_TOKENS),
        uses: eb
          .case()
          .when("reply_uses.used_at", ">", eb(nowMs, "-", HOUR_MS))
          .then(eb("reply_uses.uses", "+", 1))
          .else(1)
          .end(),
        may_be_paid: 0,
      })),
    )
    .execute();
}

/** Remembers that a run begins that may be paid for; `may_be_paid` is how many there were since the answer was asked for. */
export async function notePaidRun(db: Db, replyId: string): Promise<void> {
  await db
    .updateTable("reply_uses")
    .set(({ eb }) => ({ may_be_paid: eb("may_be_paid", "+", 1) }))
    .where("reply_id", "=", replyId)
    .execute();
}

/** Takes that back, as nothing was called: with `token`, only while the answer is still that run's. */
export async function forgetPaidRun(db: Db, replyId: string, token?: Token): Promise<void> {
  await db
    .updateTable("reply_uses")
    .set(({ eb }) => ({ may_be_paid: eb("may_be_paid", "-", 1) }))
    .where("reply_id", "=", replyId)
    // An answer that is asked for again begins to count anew.
    .where("may_be_paid", ">", 0)
    .$if(token !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom("replies")
            .select("id")
            .where("id", "=", replyId)
            .where("run_token", "=", token ?? "")
            .where("status", "=", "processing"),
        ),
      ),
    )
    .execute();
}

/** When a question was asked, or asked again. */
export async function findAskedAt(db: Db, replyId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom("reply_uses")
    .select("used_at")
    .where("reply_id", "=", replyId)
    .executeTakeFirst();
  return row && new Date(row.used_at);
}

/** Puts what an answer has really taken in the place of what was reserved for it; once for each time it was asked. */
export async function settleReplyShare(
  db: Db | Tx,
  replyId: string,
  spentTokens: number,
): Promise<void> {
  await db
    .updateTable("reply_uses")
    .set(({ eb }) => ({ tokens: eb("tokens", "+", spentTokens - RESERVED_TOKENS) }))
    .where("reply_id", "=", replyId)
    .execute();
}

/**
 * The same for an answer that has failed or was stopped: nobody knows what was paid for it, so what was reserved is taken
 * to be spent. Only when no run may have been paid for, it is given back.
 */
export async function releaseUnpaidShare(db: Db | Tx, replyId: string): Promise<void> {
  await db
    .updateTable("reply_uses")
    .set(({ eb }) => ({ tokens: eb("tokens", "-", RESERVED_TOKENS) }))
    .where("reply_id", "=", replyId)
    .where("may_be_paid", "=", 0)
    .execute();
}

/** Lets a question count for nothing, however often it was asked. */
export async function forgetReplyUse(tx: Tx, replyId: string): Promise<void> {
  await tx.deleteFrom("reply_uses").where("reply_id", "=", replyId).execute();
}

/** Deletes what no longer counts. */
export async function deleteOldReplyUses(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("reply_uses")
    .where(({ eb }) => eb("used_at", "<", eb(nowMs, "-", 2 * DAY_MS)))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

type Uses = { readonly oldest: number | null; readonly now: number };

/** @param counted what has to be above 0 for a row to stand in the way */
function countUses(tx: Tx, userId: string, windowMs: number, counted: "uses" | "tokens") {
  return tx
    .selectFrom("reply_uses")
    .select(({ fn }) => [
      fn.sum<number | string | null>("uses").as("uses"),
      fn.sum<number | string | null>("tokens").as("tokens"),
      fn.min("used_at").as("oldest"),
      nowMs.as("now"),
    ])
    .where("user_id", "=", userId)
    .where(counted, ">", 0)
    .where(({ eb }) => eb("used_at", ">", eb(nowMs, "-", windowMs)))
    .executeTakeFirstOrThrow();
}

/** Until the oldest use falls out of the window. */
function waitOf({ oldest, now }: Uses, windowMs: number): number {
  return Math.max(60_000, (oldest ?? now) + windowMs - now);
}
