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
    [rateRules.resetOfNetwork, connection.network],
    [rateRules.mailToAddress, address],
  );
  await requestPasswordReset(deps, { email: address, language });
}

/** Sets a password by a mail's link, ends every session of the account, and begins a new one here. */
export async function resetByLink(
  args: RouteArgs,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Renewed> {
  const { deps, connection } = args;
  await limitRate(args, [rateRules.resetOfNetwork, connection.network]);
  return renewSession(args, await resetPassword(deps, { token, password, from: originOf(args) }));
}

/** Changes a password, ends every other session, and gives this one a new id. */
export async function changeOwnPassword(
  args: RouteArgs,
  user: User,
  passwords: { readonly current: string; readonly next: string },
): Promise<Renewed> {
  const { deps } = args;
  await limitRate(args, [rateRules.passwordOfUser, user.id]);
  const { credential } = await changePassword(deps, user, { ...passwords, from: originOf(args) });
  return renewSession(args, { userId: user.id, credential });
}

/** The headers of the new session; none when Redis is away, and then the person has to log in again. */
export type Renewed = Readonly<Record<string, string>>;

/**
 * The new password is in the database already, and no session of the old one is anybody's any more; so a Redis that
 * fails now must not look as if nothing had happened.
 */
async function renewSession(
  args: RouteArgs,
  account: { readonly userId: string; readonly credential: string },
): Promise<Renewed> {
  const { deps, request } = args;
  try {
    await deps.sessions.endAllOf(account.userId);
    const { setCookie } = await startSession(request, account, originOf(args));
    return { "Set-Cookie": setCookie };
  } catch (error) {
    deps.log.warn({ err: error }, "password set but session not renewed");
    return {};
  }
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
