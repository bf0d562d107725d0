import { v7 as uuidv7 } from "uuid";
import { type Db, nowMs, type Tx } from "../database.ts";
import { type Quota, QUOTA_WINDOW_MS, QuotaReached, type QuotaSubject } from "./quota.ts";

/**
 * Counts one analysis against every quota, or against none. Two requests at once are counted one after the other:
 * each first locks its subjects' rows, always in the order given, which must be the same for everybody.
 *
 * @throws QuotaReached with the time until the oldest use falls out of the window
 */
export async function takeQuotas(tx: Tx, useId: string, quotas: readonly Quota[]): Promise<void> {
  for (const { subject, limit } of quotas) {
    await tx
      .insertInto("quota_subjects")
      .values({ subject, used_at: nowMs })
      .onConflict((conflict) => conflict.column("subject").doUpdateSet({ used_at: nowMs }))
      .execute();
    const { used, oldest, now } = await countUses(tx, subject);
    if (used >= limit) {
      throw new QuotaReached(limit, Math.max(60_000, (oldest ?? now) + QUOTA_WINDOW_MS - now));
    }
    await tx
      .insertInto("quota_uses")
      .values({ use_id: useId, subject, used_at: nowMs })
      .onConflict((conflict) =>
        conflict.columns(["use_id", "subject"]).doUpdateSet({ used_at: nowMs }),
      )
      .execute();
  }
}

/** How many analyses a subject may still ask for now. */
export async function countLeft(db: Db, { subject, limit }: Quota): Promise<number> {
  const { used } = await countUses(db, subject);
  return Math.max(0, limit - used);
}

async function countUses(
  db: Db | Tx,
  subject: QuotaSubject,
): Promise<{ used: number; oldest: number | null; now: number }> {
  return db
    .selectFrom("quota_uses")
    .select(({ fn }) => [
      fn.countAll<number>().as("used"),
      fn.min("used_at").as("oldest"),
      nowMs.as("now"),
    ])
    .where("subject", "=", subject)
    .where(({ eb }) => eb("used_at", ">", eb(nowMs, "-", QUOTA_WINDOW_MS)))
    .executeTakeFirstOrThrow();
}

/** Gives an analysis back: it failed, and that is not its owner's fault. */
export async function refundQuotas(db: Db | Tx, useId: string): Promise<void> {
  await db.deleteFrom("quota_uses").where("use_id", "=", useId).execute();
}

/** Claimed analyses count against the account that they moved to. */
export async function moveQuotaUses(
  tx: Tx,
  useIds: readonly string[],
  from: QuotaSubject,
  to: QuotaSubject,
): Promise<void> {
  if (useIds.length === 0) return;
  await tx
    .updateTable("quota_uses")
    .set({ subject: to })
    .where("subject", "=", from)
    .where("use_id", "in", [...useIds])
    .execute();
}

/** A deleted analysis still counts, but its uses no longer say which one it was. */
export async function anonymiseQuotaUse(db: Db | Tx, useId: string): Promise<void> {
  await db
    .updateTable("quota_uses")
    .set({ use_id: uuidv7() })
    .where("use_id", "=", useId)
    .execute();
}

export async function deleteQuotaSubject(db: Db | Tx, subject: QuotaSubject): Promise<void> {
  await db.deleteFrom("quota_uses").where("subject", "=", subject).execute();
  await db.deleteFrom("quota_subjects").where("subject", "=", subject).execute();
}

/** Deletes what no longer counts. */
export async function deleteOldQuotaUses(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("quota_uses")
    .where(({ eb }) => eb("used_at", "<", eb(nowMs, "-", 2 * QUOTA_WINDOW_MS)))
    .executeTakeFirst();
  await db
    .deleteFrom("quota_subjects")
    .where(({ eb }) => eb("used_at", "<", eb(nowMs, "-", 2 * QUOTA_WINDOW_MS)))
    .execute();
  return Number(numDeletedRows);
}
