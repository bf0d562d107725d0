import { changePassword, requirePassword } from "#core/users/change-password.ts";
import { deleteAccount } from "#core/users/delete-account.ts";
import { normaliseEmail } from "#core/users/email.ts";
import { requestPasswordReset, resetPassword } from "#core/users/reset-password.ts";
import type { User } from "#core/users/user.ts";
import { limitRate, rateRules } from "./rate-limit.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { endSession, startSession } from "./session.server.ts";
import { originOf } from "./viewer.server.ts";

/** Answers the same, after the same work, whether the address has an account or not. */
export async function requestReset(args: RouteArgs, email: string): Promise<void> {
  const { deps, language, connection } = args;
  const address = normaliseEmail(email);
  await limitRate(
    args,
    [rateRules.mailToAddress, address],
    [rateRules.resetOfNetwork, connection.network],
  );
  await requestPasswordReset(deps, { email: address, language });
}

/** Sets a password by a mail's link, ends every session of the account, and begins a new one here. */
export async function resetByLink(
  args: RouteArgs,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ "Set-Cookie": string }> {
  const { deps, request, connection } = args;
  await limitRate(args, [rateRules.resetOfNetwork, connection.network]);
  const user = await resetPassword(deps, { token, password, from: originOf(args) });
  await deps.sessions.endAllOf(user.id);
  const { setCookie } = await startSession(request, user.id, originOf(args));
  return { "Set-Cookie": setCookie };
}

/** Changes a password, ends every other session, and gives this one a new id. */
export async function changeOwnPassword(
  args: RouteArgs,
  user: User,
  passwords: { readonly current: string; readonly next: string },
): Promise<{ "Set-Cookie": string }> {
  const { deps, request } = args;
  await limitRate(args, [rateRules.passwordOfUser, user.id]);
  await changePassword(deps, user, { ...passwords, from: originOf(args) });
  await deps.sessions.endAllOf(user.id);
  const { setCookie } = await startSession(request, user.id, originOf(args));
  return { "Set-Cookie": setCookie };
}

/** Erases the user's own account, once its password is given again. */
export async function deleteOwnAccount(
  args: RouteArgs,
  user: User,
  password: string,
): Promise<{ "Set-Cookie": string }> {
  const { deps, request } = args;
  await limitRate(args, [rateRules.passwordOfUser, user.id]);
  await requirePassword(deps, user, password, "current_password");
  await deleteAccount(deps, user);
  return { "Set-Cookie": await endSession(request) };
}
