import type { ActionFunctionArgs } from "@remix-run/node";
import type { User } from "#core/users/user.ts";
import { form, page, type RouteArgs, type Typed } from "./route.server.ts";
import { requireAdmin } from "./viewer.server.ts";

const guard = page(requireAdmin);

/**
 * Wraps the action of a form in the admin area. Who asks is looked at before the form's token, because a word about
 * the token would tell everybody else that there is such a form.
 */
export function adminForm<Result>(
  act: (args: RouteArgs, admin: User, fields: Readonly<Typed>) => Promise<Result>,
) {
  const answer = form(async (args, fields) => act(args, await requireAdmin(args), fields));
  return async (args: ActionFunctionArgs) => {
    await guard(args);
    return answer(args);
  };
}
