import type { Db } from "../database.ts";
import { insertMail } from "../mail/mails.repo.ts";
import { ringForMail, sendLater } from "../mail/send-later.ts";
import type { CommonPasswords, Log, MailQueue, PasswordHasher } from "../ports.ts";
import type { Language } from "../reading/reading.ts";
import { credentialOf } from "./credential.ts";
import { normaliseEmail } from "./email.ts";
import { type Entry, enterAccount } from "./enter-account.ts";
import { checkNewPassword } from "./password.ts";
import { EmailTaken, type User } from "./user.ts";
import { findCredentials, insertUser } from "./users.repo.ts";

export type RegisterDeps = {
  readonly db: Db;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly mailQueue: MailQueue;
  /** Whether an address has not had too many mails lately that it did not ask for. */
  readonly mayWriteTo: (email: string) => Promise<boolean>;
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
): Promise<{ userId: string; credential: string; isNew: boolean }> {
  const email = normaliseEmail(typed);
  // Before anybody is looked up, so that a bad password tells nothing about the address.
  checkNewPassword(password, { email, common: deps.commonPasswords, field: "password" });
  const existing = await findCredentials(deps.db, email);
  if (existing) {
    const isTheirs = await deps.passwords.verify(password, existing.passwordHash);
    if (!isTheirs) {
      await tellOwner(deps, existing.user);
      throw new EmailTaken();
    }
    const userId = existing.user.id;
    await deps.db.transaction().execute((tx) => enterAccount(tx, userId, "logged_in", entry));
    return { userId, credential: credentialOf(existing.passwordHash), isNew: false };
  }

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
  return { userId: made.userId, credential: credentialOf(passwordHash), isNew: true };
}

/** Somebody tries their address; they hear of it, but not as often as somebody likes. */
async function tellOwner(deps: RegisterDeps, { email, language }: User): Promise<void> {
  if (!(await deps.mayWriteTo(email))) return;
  await sendLater(deps, { kind: "already_registered", address: email, language });
}
