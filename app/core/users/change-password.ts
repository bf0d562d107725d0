import type { Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { sendLater } from "../mail/send-later.ts";
import type { CommonPasswords, Log, MailQueue, PasswordHasher } from "../ports.ts";
import { credentialOf } from "./credential.ts";
import { deleteEmailTokensOf } from "./email-tokens.repo.ts";
import { checkNewPassword } from "./password.ts";
import { type User, WrongPassword } from "./user.ts";
import { findCredentials, updatePasswordHash } from "./users.repo.ts";

/**
 * Sets a new password for whoever knows the old one. The caller ends the user's other sessions.
 *
 * @returns what ties the sessions from now on to the password
 * @throws WrongPassword on `current_password`, InvalidInput on `new_password`
 */
export async function changePassword(
  deps: {
    readonly db: Db;
    readonly passwords: PasswordHasher;
    readonly commonPasswords: CommonPasswords;
    readonly mailQueue: MailQueue;
    readonly log: Log;
  },
  user: User,
  {
    current,
    next,
    from,
  }: { readonly current: string; readonly next: string; readonly from: Origin },
): Promise<{ credential: string }> {
  const hash = await requirePassword(deps, user, current, "current_password");
  checkNewPassword(next, {
    email: user.email,
    common: deps.commonPasswords,
    field: "new_password",
  });
  const nextHash = await deps.passwords.hash(next);
  await deps.db.transaction().execute(async (tx) => {
    const isChanged = await updatePasswordHash(tx, user.id, nextHash, { from: hash });
    if (!isChanged) throw new WrongPassword("current_password");
    // A mail that is still on its way must not set yet another one.
    await deleteEmailTokensOf(tx, user.id, "reset_password");
    await recordAudit(tx, { userId: user.id, action: "password_changed", from });
  });
  await sendLater(deps, { kind: "password_changed", address: user.email, language: user.language });
  return { credential: credentialOf(nextHash) };
}

/**
 * Asks for the password of somebody who is logged in already.
 *
 * @returns the hash that it matched
 * @throws WrongPassword
 */
export async function requirePassword(
  { db, passwords }: { readonly db: Db; readonly passwords: PasswordHasher },
  user: User,
  password: string,
  field: string,
): Promise<string> {
  const found = await findCredentials(db, user.email);
  const isRight = await passwords.verify(password, found?.passwordHash);
  if (!found || !isRight) throw new WrongPassword(field);
  return found.passwordHash;
}
