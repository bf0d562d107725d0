import { z } from "zod";
import { listAudit } from "#core/audit/audit.repo.ts";
import { changeRole } from "#core/users/change-role.ts";
import { type User, UserNotFound } from "#core/users/user.ts";
import { findUser } from "#core/users/users.repo.ts";
import { parseInput } from "./read-body.server.ts";
import type { RouteArgs, Typed } from "./route.server.ts";

/** Entries of a user's history that their page in the admin area shows. */
const SHOWN_AUDIT = 20;

const RoleForm = z.object({ role: z.enum(["user", "admin"]) });

/** The user of the address, as an admin sees them. @throws UserNotFound */
export async function loadUserForAdmin(args: RouteArgs, admin: User) {
  const user = await getUser(args);
  const audit = await listAudit(args.deps.db, user.id, SHOWN_AUDIT);
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    isVerified: user.isVerified,
    registeredAt: user.createdAt.toISOString(),
    isSelf: user.id === admin.id,
    audit: audit.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
  };
}

/**
 * Promotes or demotes the user of the address.
 *
 * @returns false when they had that role already
 * @throws UserNotFound, OwnRole
 */
export async function changeRoleByForm(
  args: RouteArgs,
  admin: User,
  fields: Readonly<Typed>,
): Promise<boolean> {
  const { role } = parseInput(RoleForm, fields);
  const user = await getUser(args);
  return changeRole(args.deps, { userId: user.id, role, actorId: admin.id });
}

async function getUser({ deps, params }: RouteArgs): Promise<User> {
  const id = z.uuid().safeParse(params["userId"]);
  const user = id.success ? await findUser(deps.db, id.data) : undefined;
  if (!user) throw new UserNotFound();
  return user;
}
