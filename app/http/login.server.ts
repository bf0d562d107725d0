import { redirect } from "@remix-run/node";
import { logIn } from "#core/users/log-in.ts";
import { normaliseEmail } from "#core/users/email.ts";
import { registerUser } from "#core/users/register-user.ts";
import { withCsrf } from "./csrf-guard.server.ts";
import { nextPage, nextQuery } from "./next-page.server.ts";
import { limitRate, rateRules } from "./rate-limit.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { startSession } from "./session.server.ts";
import { findGuest, originOf } from "./viewer.server.ts";
import type { Credentials } from "./wire/account-requests.server.ts";

type Entered = {
  readonly userId: string;
  readonly sessionId: string;
  readonly headers: { readonly "Set-Cookie": string };
};

/**
 * What the pages for registering and logging in are given. Whoever is logged in already wants what the login was for;
 * but a form that has failed says why.
 */
export async function loadEntrance(args: RouteArgs) {
  const { request, language, connection } = args;
  const isLoggedIn = (await args.viewer()).kind === "user";
  if (isLoggedIn && !connection.hasFormFailed) {
    const onwards: Response = redirect(nextPage(request, language), 303);
    throw onwards;
  }
  return withCsrf(args, { language, next: nextQuery(request) });
}

/**
 * Logs in, moves the guest's readings into the account and begins a new session.
 *
 * @throws WrongCredentials, InvalidInput, TooOften
 */
export async function enterByLogin(args: RouteArgs, credentials: Credentials): Promise<Entered> {
  const { deps, connection, request } = args;
  await limitRate(
    args,
    [rateRules.loginOfNetwork, connection.network],
    [rateRules.loginOfAddress, normaliseEmail(credentials.email)],
  );
  return enter(request, await logIn(deps, { ...credentials, ...(await entryOf(args)) }), args);
}

/** Makes an account in the same way. @throws EmailTaken, InvalidInput, TooOften */
export async function enterByRegistration(
  args: RouteArgs,
  credentials: Credentials,
): Promise<Entered & { readonly isNew: boolean }> {
  const { deps, connection, language, request } = args;
  await limitRate(
    args,
    [rateRules.registrationOfNetwork, connection.network],
    [rateRules.loginOfAddress, normaliseEmail(credentials.email)],
  );
  const mayWriteTo = async (email: string) =>
    (await deps.rateLimiter.take(rateRules.mailToAddress, email)) === 0;
  const account = await registerUser(
    { ...deps, mayWriteTo },
    { ...credentials, language, ...(await entryOf(args)) },
  );
  return { ...(await enter(request, account, args)), isNew: account.isNew };
}

async function entryOf(args: RouteArgs) {
  return { guestId: await findGuest(args.deps, args.request), from: originOf(args) };
}

async function enter(
  request: Request,
  account: { readonly userId: string; readonly credential: string },
  args: RouteArgs,
): Promise<Entered> {
  const { id, setCookie } = await startSession(request, account, originOf(args));
  return { userId: account.userId, sessionId: id, headers: { "Set-Cookie": setCookie } };
}
