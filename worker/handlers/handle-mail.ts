import type { Mail } from "#core/mail/mail.ts";
import { sendMail, type SendMailDeps } from "#core/mail/send-mail.ts";
import type { Run } from "#queue/define-job.ts";

/** What the queue calls for one mail. */
export function handleMail(deps: SendMailDeps) {
  return (mail: Mail, run: Run): Promise<void> => sendMail(deps, mail, run);
}
