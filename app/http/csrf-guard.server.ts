import { data } from "@remix-run/node";
import { createCsrfToken, CSRF_HEADER, CsrfRefused, verifyCsrfToken } from "./csrf.server.ts";
import { ensureGuestToken, readGuestToken } from "./guest.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { hasSessionCookie } from "./session.server.ts";
import { bearerToken } from "./viewer.server.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What a request's token has to fit: the session, or the guest cookie for whoever is not logged in.
 *
 * @throws ServiceUnavailable
 */
async function bindingOf({ request, viewer }: RouteArgs): Promise<string | undefined> {
  const found = bearerToken(request) === undefined ? await viewer() : undefined;
  if (found?.kind === "user" && found.sessionId !== null) return `session:${found.sessionId}`;
  const token = await readGuestToken(request);
  return token === undefined ? undefined : `guest:${token}`;
}

/** A check of the token that a request will bring, for when it comes in the middle of a body. */
export async function csrfCheck(args: RouteArgs): Promise<(token: string | undefined) => void> {
  const binding = await bindingOf(args);
  const { secretKeys } = args.deps.config;
  return (token) => {
    const isRight =
      token !== undefined && binding !== undefined && verifyCsrfToken(token, binding, secretKeys);
    if (!isRight) throw new CsrfRefused();
  };
}

/** @throws CsrfRefused */
export async function requireCsrf(args: RouteArgs, token: string | undefined): Promise<void> {
  const check = await csrfCheck(args);
  check(token);
}

/**
 * The API asks for the token only of requests that come with our cookies, because only those can be sent in
 * somebody's name without their knowing.
 *
 * @throws CsrfRefused
 */
export async function requireApiCsrf(args: RouteArgs): Promise<void> {
  const { request } = args;
  if (safeMethods.has(request.method) || bearerToken(request) !== undefined) return;
  const hasCookies = hasSessionCookie(request) || (await readGuestToken(request)) !== undefined;
  if (hasCookies) await requireCsrf(args, request.headers.get(CSRF_HEADER) ?? undefined);
}

/**
 * A token for the forms of a page, and the cookie that has to come back with it: whoever has neither a session nor a
 * guest cookie gets the latter.
 */
export async function issueCsrf(
  args: RouteArgs,
): Promise<{ csrf: string; headers: Record<string, string> }> {
  const { secretKeys } = args.deps.config;
  const binding = await bindingOf(args);
  if (binding !== undefined) return { csrf: createCsrfToken(binding, secretKeys), headers: {} };
  const { token, setCookie } = await ensureGuestToken(args.request);
  return {
    csrf: createCsrfToken(`guest:${token}`, secretKeys),
    headers: { "Set-Cookie": setCookie },
  };
}

/** A page's data with the token of its forms in it. */
export async function withCsrf<Loaded extends object>(args: RouteArgs, loaded: Loaded) {
  const { csrf, headers } = await issueCsrf(args);
  return data({ ...loaded, csrf, hasFailed: args.connection.hasFormFailed }, { headers });
}
