import type { Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { consumeEmailToken, deleteEmailTokensOf, findEmailToken } from "./email-tokens.repo.ts";
import { LinkExpired, type User } from "./user.ts";
import { updateEmailVerified } from "./users.repo.ts";

/** Whose address a link confirms. @throws LinkExpired */
export async function getVerifyLink(db: Db, token: string): Promise<{ userId: string }> {
  const found = await findEmailToken(db, token);
  if (found?.purpose !== "verify_email") throw new LinkExpired();
  return { userId: found.userId };
}

/**
 * Confirms the address of the user who is logged in. Knowing the link is not enough: else the owner of an address
 * that a stranger has registered would hand it over by a careless tap.
 *
 * @throws LinkExpired, also for a link of another account
 */
export async function verifyEmail(
  db: Db,
  user: User,
  { token, from }: { readonly token: string; readonly from: Origin },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const userId = await consumeEmailToken(tx, token, "verify_email");
    if (userId !== user.id) throw new LinkExpired();
    await updateEmailVerified(tx, user.id);
    // With them goes a link that could still end the account as unconfirmed.
    await deleteEmailTokensOf(tx, user.id);
    await recordAudit(tx, { userId: user.id, action: "email_verified", from });
  });
}
