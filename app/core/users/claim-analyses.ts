import { DomainError } from "../errors.ts";
import { type Db, nowMs, type Tx } from "../database.ts";
import { moveQuotaUses } from "../quotas/quotas.repo.ts";

export class AlreadyClaimed extends DomainError {
  constructor() {
    super("conflict", "analysis.already_claimed", "This reading belongs to an account already.");
  }
}

/**
 * Moves one analysis from a guest to a user. One conditional statement: of two that try at once, one is told true.
 * Its photos' files follow later (`relocatePhotos`), and until then are found where they were.
 */
export async function claimAnalysis(
  tx: Tx,
  analysisId: string,
  { guestId, userId }: { readonly guestId: string; readonly userId: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("analyses")
    .set({
      user_id: userId,
      guest_id: null,
      // The request's key was the guest's own; the account may have used the same one.
      request_key: null,
      updated_at: nowMs,
    })
    .where("id", "=", analysisId)
    .where("guest_id", "=", guestId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await moveQuotaUses(tx, [analysisId], `guest:${guestId}`, `user:${userId}`);
  return true;
}

/** Moves everything of a guest; returns how many analyses were moved. */
export async function claimAnalysesOfGuest(
  tx: Tx,
  { guestId, userId }: { readonly guestId: string; readonly userId: string },
): Promise<number> {
  const rows = await tx
    .selectFrom("analyses")
    .select("id")
    .where("guest_id", "=", guestId)
    .orderBy("id")
    .execute();
  let claimed = 0;
  for (const { id } of rows) {
    if (await claimAnalysis(tx, id, { guestId, userId })) claimed += 1;
  }
  return claimed;
}

/**
 * Claims one analysis by its address.
 *
 * @returns false when it is not this guest's
 */
export async function claimOne(
  db: Db,
  analysisId: string,
  owner: { readonly guestId: string; readonly userId: string },
): Promise<boolean> {
  return db.transaction().execute((tx) => claimAnalysis(tx, analysisId, owner));
}
