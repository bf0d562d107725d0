import type { User } from "#core/users/user.ts";
import { MethodNotAllowed } from "./method-not-allowed.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { requireAdmin } from "./viewer.server.ts";

/**
 * Answers admins alone; for everybody else there is nothing at the address, whatever they send. Null is for methods
 * that the address does not take, which only an admin is told.
 */
export function adminOnly(handle: ((args: RouteArgs, admin: User) => Promise<Response>) | null) {
  return async (args: RouteArgs): Promise<Response> => {
    const admin = await requireAdmin(args);
    if (!handle) throw new MethodNotAllowed();
    return handle(args, admin);
  };
}
