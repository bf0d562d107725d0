import type { Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { deleteShareLink } from "./share-links.repo.ts";

/** Takes the link of the user's reading back, at once and for good. False when there was none. */
export async function revokeShareLink(
  db: Db,
  analysisId: string,
  { userId, from }: { readonly userId: string; readonly from: Origin },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const isRevoked = await deleteShareLink(tx, analysisId);
    if (isRevoked) await recordAudit(tx, { userId, action: "link_revoked", from });
    return isRevoked;
  });
}
