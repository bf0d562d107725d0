import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { DomainError } from "../errors.ts";
import type { SessionStore } from "../ports.ts";
import type { Role } from "./user.ts";
import { updateRole } from "./users.repo.ts";

/** So that there is always an admin left who can undo it, and nobody locks themselves out by a slip. */
class OwnRole extends DomainError {
  constructor() {
    super("conflict", "user.own_role", "Another admin has to change your rights.");
  }
}

/**
 * Gives a user another role and ends all their sessions: a session's id changes whenever the rights behind it do, so
 * that one stolen before is worth nothing after.
 *
 * Sessions end also when the role was already so. Whoever tries again after Redis was away finishes what was begun.
 *
 * @returns false when the user has that role already, or is gone
 * @throws OwnRole, ServiceUnavailable when the role has changed but the sessions could not be ended
 */
export async function changeRole(
  { db, sessions }: { readonly db: Db; readonly sessions: Pick<SessionStore, "endAllOf"> },
  {
    userId,
    role,
    actorId,
  }: {
    readonly userId: string;
    readonly role: Role;
    /** The admin who does it; null for the operator at the command line. */
    readonly actorId: string | null;
  },
): Promise<boolean> {
  if (actorId === userId) throw new OwnRole();
  const isChanged = await db.transaction().execute(async (tx) => {
    const isUpdated = await updateRole(tx, userId, role);
    if (isUpdated) await recordAudit(tx, { userId, actorId, action: "role_changed", from: null });
    return isUpdated;
  });
  await sessions.endAllOf(userId);
  return isChanged;
}
