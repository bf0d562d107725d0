import type { Db } from "../database.ts";
import { insertMail } from "../mail/mails.repo.ts";
import { ringForMail, sendLater } from "../mail/send-later.ts";
import type { CommonPasswords, Log, MailQueue, PasswordHasher } from "../ports.ts";
import type { Language } from "../reading/reading.ts";
import { normaliseEmail } from "./email.ts";
import { type Entry, enterAccount } from "./enter-account.ts";
import { checkNewPassword } from "./password.ts";
import { EmailTaken } from "./user.ts";
import { findCredentials, insertUser } from "./users.repo.ts";

export type RegisterDeps = {
  readonly db: Db;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly mailQueue: MailQueue;
  readonly log: Log;
};

/**
 * Makes an account and moves the guest's readings into it; a mail asks to confirm the address. Whoever registers an
 * address of their own again, with its password, is simply logged in. Nobody else's account is touched, but its owner
 * gets a mail.
 *
 * @throws InvalidInput, EmailTaken
 */
export async function registerUser(
  deps: RegisterDeps,
  {
    email: typed,
    password,
    language,
    ...entry
  }: { readonly email: string; readonly password: string; readonly language: Language } & Entry,
): Promise<{ userId: string; isNew: boolean }> {
  const email = normaliseEmail(typed);
  const existing = await findCredentials(deps.db, email);
  if (existing) {
    const isTheirs = await deps.passwords.verify(password, existing.passwordHash);
    if (!isTheirs) {
      await sendLater(deps, {
        kind: "already_registered",
        address: email,
        language: existing.user.language,
      });
      throw new EmailTaken();
    }
    const userId = existing.user.id;
    await deps.db.transaction().execute((tx) => enterAccount(tx, userId, "logged_in", entry));
    return { userId, isNew: false };
  }

  checkNewPassword(password, { email, common: deps.commonPasswords, field: "password" });
  const passwordHash = await deps.passwords.hash(password);
  const made = await deps.db.transaction().execute(async (tx) => {
    const userId = await insertUser(tx, { email, passwordHash, language });
    if (userId === undefined) return undefined;
    await enterAccount(tx, userId, "registered", entry);
    const mailId = await insertMail(tx, { kind: "verify_email", address: email, language });
    return { userId, mailId };
  });
  // Somebody was quicker by milliseconds, perhaps the first of two taps: now there is an account to look at.
  if (!made) return registerUser(deps, { email, password, language, ...entry });
  await ringForMail(deps, made.mailId);
  return { userId: made.userId, isNew: true };
}
