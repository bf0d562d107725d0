import type { Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { sendLater } from "../mail/send-later.ts";
import type { CommonPasswords, Log, MailQueue, PasswordHasher } from "../ports.ts";
import type { Language } from "../reading/reading.ts";
import { deleteTokensOf } from "./api-tokens.repo.ts";
import { credentialOf } from "./credential.ts";
import { normaliseEmail } from "./email.ts";
import { consumeEmailToken, deleteEmailTokensOf, findEmailToken } from "./email-tokens.repo.ts";
import { checkNewPassword } from "./password.ts";
import { LinkExpired, type User } from "./user.ts";
import { findUser, updatePasswordHash } from "./users.repo.ts";

/**
 * Asks for a mail with a link. The same work is done whether the address has an account or not: only the worker,
 * when it writes the mail, looks whether there is anybody to send it to.
 *
 * @throws InvalidInput when it is no address at all
 */
export async function requestPasswordReset(
  deps: { readonly db: Db; readonly mailQueue: MailQueue; readonly log: Log },
  { email, language }: { readonly email: string; readonly language: Language },
): Promise<void> {
  await sendLater(deps, { kind: "reset_password", address: normaliseEmail(email), language });
}

/** Whose link it is, for the page that it opens. @throws LinkExpired */
export async function getResetLink(
  db: Db,
  token: string,
): Promise<{ user: User; purpose: "reset_password" | "release_address" }> {
  const found = await findEmailToken(db, token);
  const user = found && (await findUser(db, found.userId));
  if (!user || found.purpose === "verify_email") throw new LinkExpired();
  // Confirmed since the mail was written: nobody may end that account by a link any more.
  if (found.purpose === "release_address" && user.isVerified) throw new LinkExpired();
  return { user, purpose: found.purpose };
}

/**
 * Sets a new password by a mail's link, once, and revokes every API token. The caller ends all sessions.
 *
 * @throws InvalidInput on `new_password`, and the link still works; LinkExpired
 */
export async function resetPassword(
  deps: {
    readonly db: Db;
    readonly passwords: PasswordHasher;
    readonly commonPasswords: CommonPasswords;
    readonly mailQueue: MailQueue;
    readonly log: Log;
  },
  { token, password, from }: { token: string; password: string; from: Origin },
): Promise<{ userId: string; credential: string }> {
  const { user, purpose } = await getResetLink(deps.db, token);
  if (purpose !== "reset_password") throw new LinkExpired();
  checkNewPassword(password, {
    email: user.email,
    common: deps.commonPasswords,
    field: "new_password",
  });
  const hash = await deps.passwords.hash(password);
  await deps.db.transaction().execute(async (tx) => {
    const userId = await consumeEmailToken(tx, token, "reset_password");
    if (userId !== user.id) throw new LinkExpired();
    await updatePasswordHash(tx, user.id, hash);
    await deleteEmailTokensOf(tx, user.id);
    await deleteTokensOf(tx, user.id);
    await recordAudit(tx, { userId: user.id, action: "password_reset", from });
  });
  await sendLater(deps, { kind: "password_changed", address: user.email, language: user.language });
  return { userId: user.id, credential: credentialOf(hash) };
}
