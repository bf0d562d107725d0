import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import type { PasswordHasher } from "../ports.ts";
import { credentialOf } from "./credential.ts";
import { normaliseEmail } from "./email.ts";
import { type Entry, enterAccount } from "./enter-account.ts";
import { WrongCredentials } from "./user.ts";
import { findCredentials } from "./users.repo.ts";

/**
 * Checks a password and moves the guest's readings into the account. Takes as long for an address that nobody has.
 *
 * @throws WrongCredentials
 */
export async function logIn(
  { db, passwords }: { readonly db: Db; readonly passwords: PasswordHasher },
  { email, password, ...entry }: { readonly email: string; readonly password: string } & Entry,
): Promise<{ userId: string; credential: string }> {
  const found = await findCredentials(db, normaliseEmail(email));
  const isRight = await passwords.verify(password, found?.passwordHash);
  if (!found) throw new WrongCredentials();
  const userId = found.user.id;
  if (!isRight) {
    await recordAudit(db, { userId, actorId: null, action: "login_failed", from: entry.from });
    throw new WrongCredentials();
  }
  await db.transaction().execute((tx) => enterAccount(tx, userId, "logged_in", entry));
  return { userId, credential: credentialOf(found.passwordHash) };
}
