import { deleteOldReplyUses } from "../conversations/reply-uses.repo.ts";
import type { Db } from "../database.ts";
import { deleteOldMails } from "../mail/mails.repo.ts";
import { deleteOldQuotaUses } from "../quotas/quotas.repo.ts";
import { deleteExpiredEmailTokens } from "../users/email-tokens.repo.ts";

/** A mail that nobody would take for so long is of no use any more. */
const MAIL_DAYS_MS = 3 * 24 * 60 * 60 * 1000;

/** Deletes rows whose time is over: links of mails, mails that could not be sent, uses that no longer count. */
export async function deleteOutdated(db: Db): Promise<number> {
  return (
    (await deleteExpiredEmailTokens(db)) +
    (await deleteOldMails(db, MAIL_DAYS_MS)) +
    (await deleteOldQuotaUses(db)) +
    (await deleteOldReplyUses(db))
  );
}
