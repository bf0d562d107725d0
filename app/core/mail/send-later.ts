import type { Db } from "../database.ts";
import type { Log, MailQueue } from "../ports.ts";
import type { Mail } from "./mail.ts";
import { insertMail } from "./mails.repo.ts";

type Deps = { readonly db: Db; readonly mailQueue: MailQueue; readonly log: Log };

/** Writes a mail down and rings for it. */
export async function sendLater(deps: Deps, mail: Omit<Mail, "id">): Promise<void> {
  await ringForMail(deps, await insertMail(deps.db, mail));
}

/** Rings for a mail whose row is written. When Redis is away the worker's sweep finds the row. */
export async function ringForMail(
  { mailQueue, log }: Pick<Deps, "mailQueue" | "log">,
  mailId: string,
): Promise<void> {
  try {
    await mailQueue.ring(mailId);
  } catch (error) {
    log.warn({ mailId, err: error }, "mail stored but not rung for");
  }
}
