import type { Db } from "../database.ts";
import type { Log, Mailer, OutgoingMail } from "../ports.ts";
import type { Language } from "../reading/reading.ts";
import { createEmailToken } from "../users/email-tokens.repo.ts";
import type { User } from "../users/user.ts";
import { findCredentials } from "../users/users.repo.ts";
import { composeMail } from "./compose-mail.ts";
import type { Mail } from "./mail.ts";

export type SendMailDeps = {
  readonly db: Db;
  readonly mailer: Mailer;
  readonly appOrigin: URL;
  readonly log: Log;
};

const pagePrefix: Record<Language, string> = { en: "", hi: "/hi" };

/**
 * Writes a mail and hands it over, if there is anybody to send it to.
 *
 * Only here is it looked up who has the address. Whoever asks for a mail causes the same row and the same answer for
 * every address, and so learns nothing of who has an account. For the same reason nobody is written to who has none.
 *
 * @throws MailRefused, MailUnavailable
 */
export async function sendMail(
  deps: SendMailDeps,
  mail: Mail,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const found = await findCredentials(deps.db, mail.address);
  if (!found) {
    deps.log.debug(
      { mailId: mail.id, kind: mail.kind },
      "mail not sent, the address has no account",
    );
    return;
  }
  // A run that is over must not make the newer run's link stop working.
  signal.throwIfAborted();
  const content = await writeMail(deps, mail, found.user);
  if (!content) {
    deps.log.debug({ mailId: mail.id, kind: mail.kind }, "mail not sent, no longer needed");
    return;
  }
  await deps.mailer.send({ to: mail.address, ...content }, { signal });
}

/** The mail's words and links, undefined when it has become needless. Tokens are made here, so none is ever stored. */
async function writeMail(
  { db, appOrigin }: SendMailDeps,
  { kind, language }: Mail,
  user: User,
): Promise<Omit<OutgoingMail, "to"> | undefined> {
  const linkTo = (path: string) => new URL(`${pagePrefix[language]}${path}`, appOrigin);
  switch (kind) {
    case "verify_email": {
      if (user.isVerified) return undefined;
      const token = await createEmailToken(db, user.id, "verify_email");
      return composeMail({ kind, language, links: { verify: linkTo(`/verify-email/${token}`) } });
    }
    case "reset_password": {
      if (!user.isVerified) return writeRelease();
      const token = await createEmailToken(db, user.id, "reset_password");
      return composeMail({ kind, language, links: { reset: linkTo(`/reset-password/${token}`) } });
    }
    case "already_registered":
      return composeMail({
        kind,
        language,
        links: { log_in: linkTo("/login"), forgot: linkTo("/forgot-password") },
      });
    case "password_changed":
      return composeMail({ kind, language, links: { forgot: linkTo("/forgot-password") } });
  }

  /**
   * A stranger may have opened the account and put readings into it, so the owner of the address does not get in; they
   * may only clear it away.
   */
  async function writeRelease() {
    const token = await createEmailToken(db, user.id, "release_address");
    return composeMail({
      kind: "release_address",
      language,
      links: { release: linkTo(`/reset-password/${token}`) },
    });
  }
}
