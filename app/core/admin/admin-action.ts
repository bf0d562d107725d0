import { recordAudit } from "../audit/audit.repo.ts";
import type { AuditAction } from "../audit/audit-action.ts";
import type { Db, Tx } from "../database.ts";
import type { Log, PhotoStore } from "../ports.ts";
import type { StreamsAdmin } from "./streams-admin.ts";

export type AdminDeps = {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly streamsAdmin: StreamsAdmin;
  readonly log: Log;
};

/** Who acts: an admin's id, or null for the operator at the command line. */
export type ActorId = string | null;

/**
 * Writes down what an admin does to a stream or to a job. It is written before it is done where both cannot be one
 * transaction: what failed may be on the list, what was done is never missing from it.
 */
export async function recordAdminAction(
  db: Db | Tx,
  entry: {
    readonly action: AuditAction;
    readonly actorId: ActorId;
    readonly stream: string;
    /** The job or the worker that it is about. */
    readonly about?: string;
    /** Whose account it changes something for. */
    readonly userId?: string | null;
  },
): Promise<void> {
  await recordAudit(db, {
    userId: entry.userId ?? null,
    actorId: entry.actorId,
    action: entry.action,
    subject: entry.about === undefined ? entry.stream : `${entry.stream}:${entry.about}`,
    from: null,
  });
}
