import { redirect } from "@remix-run/node";
import type { Owner } from "#core/analyses/owner.ts";
import type { Origin } from "#core/audit/audit-action.ts";
import { findGuestId } from "#core/guests/guests.repo.ts";
import { findUserByApiToken } from "#core/users/api-tokens.repo.ts";
import type { User } from "#core/users/user.ts";
import { findUserOfSession } from "#core/users/users.repo.ts";
import { localePath } from "#locales/locale-path.ts";
import { deviceOf } from "./device.server.ts";
import { readGuestToken } from "./guest.server.ts";
import { BadToken, LoginRequired, SessionRequired } from "./login-required.server.ts";
import { loginAddress } from "./next-page.server.ts";
import { NoSuchPage } from "./no-such-page.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { readSession } from "./session.server.ts";
import type { WebDeps } from "./web.server.ts";

/** Who asks. */
export type Viewer =
  | {
      readonly kind: "user";
      readonly user: User;
      /** Null for a program that came with an API token. */
      readonly sessionId: string | null;
    }
  /** A guest that has sent something before. */
  | { readonly kind: "guest"; readonly guestId: string }
  | { readonly kind: "nobody" };

/**
 * Finds out who asks: an API token before a session before a guest cookie.
 *
 * @throws BadToken, ServiceUnavailable
 */
export async function findViewer(deps: WebDeps, request: Request): Promise<Viewer> {
  const token = bearerToken(request);
  if (token !== undefined) {
    const user = await findUserByApiToken(deps.db, token);
    if (!user) throw new BadToken();
    return { kind: "user", user, sessionId: null };
  }
  const session = await readSession(request);
  const user = session && (await findUserOfSession(deps.db, session));
  if (user) return { kind: "user", user, sessionId: session.id };

  const guestId = await findGuest(deps, request);
  return guestId === undefined ? { kind: "nobody" } : { kind: "guest", guestId };
}

/** The guest of the request's cookie, whoever is logged in. */
export async function findGuest(deps: WebDeps, request: Request): Promise<string | undefined> {
  const token = await readGuestToken(request);
  return token === undefined ? undefined : findGuestId(deps.db, token);
}

/** The token of an `Authorization: Bearer` header; undefined without one. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
}

/** Whose analyses the viewer may see; undefined for nobody. */
export function ownerOf(viewer: Viewer): Owner | undefined {
  switch (viewer.kind) {
    case "user":
      return { kind: "user", id: viewer.user.id };
    case "guest":
      return { kind: "guest", id: viewer.guestId };
    case "nobody":
      return undefined;
  }
}

/** The user who asks. @throws LoginRequired */
export async function requireUser({ viewer }: RouteArgs): Promise<User> {
  const found = await viewer();
  if (found.kind !== "user") throw new LoginRequired();
  return found.user;
}

/**
 * The user who asks, by a session of their own: what changes an account is not for programs.
 *
 * @throws LoginRequired, SessionRequired
 */
export async function requireSession({
  viewer,
}: RouteArgs): Promise<{ user: User; sessionId: string }> {
  const found = await viewer();
  if (found.kind !== "user") throw new LoginRequired();
  if (found.sessionId === null) throw new SessionRequired();
  return { user: found.user, sessionId: found.sessionId };
}

/** The same for a page: whoever is not logged in is sent to do so, and comes back afterwards. */
export async function requireSessionOrLogin(
  args: RouteArgs,
): Promise<{ user: User; sessionId: string }> {
  const found = await args.viewer();
  if (found.kind === "user" && found.sessionId !== null) {
    return { user: found.user, sessionId: found.sessionId };
  }
  const { request, language } = args;
  const address =
    request.method === "GET" ? loginAddress(request, language) : localePath(language, "/login");
  const toLogin: Response = redirect(address, 303);
  throw toLogin;
}

/** The admin who asks, by a session. @throws NoSuchPage for everybody else: the admin area does not exist for them */
export async function requireAdmin({ request, viewer }: RouteArgs): Promise<User> {
  // Before the token is looked at: a word about it would tell that there is something here.
  if (bearerToken(request) !== undefined) throw new NoSuchPage();
  const found = await viewer();
  const isAdmin = found.kind === "user" && found.user.role === "admin" && found.sessionId !== null;
  if (!isAdmin) throw new NoSuchPage();
  return found.user;
}

/** From where the request came, in words that its sender knows again. */
export function originOf({ request, connection }: RouteArgs): Origin {
  return { device: deviceOf(request.headers.get("User-Agent")), place: connection.network };
}
