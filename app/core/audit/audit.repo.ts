import type { Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AuditEntriesTable, type Db, nowMs, type Tx } from "../database.ts";
import { type AuditAction, type Origin, streamActions } from "./audit-action.ts";

/** Appends one entry. There is no way to change one; it goes with its account. */
export async function recordAudit(
  db: Db | Tx,
  entry: {
    /** Whose account it is about; null for the product's own work. */
    readonly userId: string | null;
    /** Who did it; the user, unless said otherwise. Null for the operator at the command line. */
    readonly actorId?: string | null;
    readonly action: AuditAction;
    readonly from: Origin | null;
    /** What it was done to, where that is no account. */
    readonly subject?: string;
  },
): Promise<void> {
  await db
    .insertInto("audit_entries")
    .values({
      id: uuidv7(),
      user_id: entry.userId,
      actor_id: entry.actorId === undefined ? entry.userId : entry.actorId,
      action: entry.action,
      device: entry.from?.device ?? null,
      place: entry.from?.place ?? null,
      subject: entry.subject ?? null,
      created_at: nowMs,
    })
    .execute();
}

export type AuditEntry = {
  readonly action: AuditAction;
  readonly device: string | null;
  readonly place: string | null;
  /** False when an admin or the operator did it. */
  readonly isOwn: boolean;
  readonly at: Date;
};

/** The newest entries about a user. */
export async function listAudit(
  db: Db,
  userId: string,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const rows = await db
    .selectFrom("audit_entries")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toAuditEntry);
}

export function toAuditEntry(row: Selectable<AuditEntriesTable>): AuditEntry {
  return {
    action: row.action,
    device: row.device,
    place: row.place,
    isOwn: row.actor_id === row.user_id,
    at: new Date(row.created_at),
  };
}

export type StreamAuditEntry = {
  readonly action: AuditAction;
  /** Null once what it was done to is erased. */
  readonly subject: string | null;
  /** Null for the operator at the command line, and for an admin whose account is gone. */
  readonly actor: { readonly id: string; readonly email: string } | null;
  readonly at: Date;
};

/** The newest of what admins did to the streams of work. */
export async function listStreamAudit(db: Db, limit: number): Promise<readonly StreamAuditEntry[]> {
  const rows = await db
    .selectFrom("audit_entries")
    .leftJoin("users", "users.id", "audit_entries.actor_id")
    .select([
      "audit_entries.action",
      "audit_entries.subject",
      "audit_entries.created_at",
      "users.id as actor_id",
      "users.email",
    ])
    .where("audit_entries.action", "in", streamActions)
    .orderBy("audit_entries.created_at", "desc")
    .orderBy("audit_entries.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    action: row.action,
    subject: row.subject,
    actor:
      row.actor_id === null || row.email === null ? null : { id: row.actor_id, email: row.email },
    at: new Date(row.created_at),
  }));
}

/** Takes out of all entries what they were about, because that is erased. */
export async function forgetAuditSubject(db: Db | Tx, subject: string): Promise<void> {
  await db
    .updateTable("audit_entries")
    .set({ subject: null })
    .where("subject", "=", subject)
    .execute();
}
