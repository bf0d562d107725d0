import type { Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AuditEntriesTable, type Db, nowMs, type Tx } from "../database.ts";
import type { AuditAction, Origin } from "./audit-action.ts";

/** Appends one entry. There is no way to change one; it goes with its account. */
export async function recordAudit(
  db: Db | Tx,
  entry: {
    readonly userId: string;
    /** Who did it; the user, unless said otherwise. Null for the operator at the command line. */
    readonly actorId?: string | null;
    readonly action: AuditAction;
    readonly from: Origin | null;
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
