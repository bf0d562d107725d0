import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Ledger } from "#queue/define-job.ts";
import { type Db, type MailsTable, nowMs, type Tx } from "../database.ts";
import { createRowLedger } from "../jobs/row-ledger.ts";
import { MAIL_LEASE_MS } from "./jobs.ts";
import type { Mail } from "./mail.ts";

/** Writes down that a mail is to be sent. Ring for its id once the transaction is done (`MailQueue`). */
export async function insertMail(db: Db | Tx, mail: Omit<Mail, "id">): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("mails")
    .values({
      id,
      kind: mail.kind,
      address: mail.address,
      language: mail.language,
      status: "queued",
      run_token: "",
      lease_until: 0,
      not_before: 0,
      attempts: 0,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .execute();
  return id;
}

export async function deleteMailsTo(db: Db | Tx, address: string): Promise<void> {
  await db.deleteFrom("mails").where("address", "=", address).execute();
}

/** Mails that could not be sent are of no use after some days. */
export async function deleteOldMails(db: Db, maxAgeMs: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("mails")
    .where(({ eb }) => eb("created_at", "<", eb(nowMs, "-", maxAgeMs)))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The mails table as the queue's ledger. A mail that was sent is forgotten. */
export function createMailLedger(db: Db): Ledger<Mail, void> {
  const { settle: _, ...rows } = createRowLedger<Mail, MailsTable>(db, {
    table: "mails",
    leaseMs: MAIL_LEASE_MS,
    // One for all: whose mail it is stays out of Redis.
    user: sql<string>`'everybody'`,
    async find(id) {
      const row = await db
        .selectFrom("mails")
        .select(["id", "kind", "address", "language", "status"])
        .where("id", "=", id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { status, ...job } = row;
      return { job, status };
    },
  });
  return {
    ...rows,
    async commit(id, token) {
      const { numDeletedRows } = await db
        .deleteFrom("mails")
        .where("id", "=", id)
        .where("run_token", "=", token)
        .where("status", "=", "processing")
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
