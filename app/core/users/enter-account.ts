import type { AuditAction, Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Tx } from "../database.ts";
import { claimAnalysesOfGuest } from "./claim-analyses.ts";

/** Who comes in, and with what: the guest's readings become the account's. */
export type Entry = { readonly guestId: string | undefined; readonly from: Origin };

/** What a registration and a login have in common, inside their transaction. */
export async function enterAccount(
  tx: Tx,
  userId: string,
  action: Extract<AuditAction, "registered" | "logged_in">,
  { guestId, from }: Entry,
): Promise<void> {
  await recordAudit(tx, { userId, action, from });
  if (guestId === undefined) return;
  const claimed = await claimAnalysesOfGuest(tx, { guestId, userId });
  if (claimed > 0) await recordAudit(tx, { userId, action: "readings_claimed", from });
}
