import { createSessionStorage } from "@remix-run/node";
import type { Origin } from "#core/audit/audit-action.ts";
import type { SessionData } from "#core/ports.ts";
import { web } from "./web.server.ts";

/** The cookie may stay longer than the session lives: the store decides, and each use prolongs it. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** When somebody was last seen is written down at most so often, milliseconds. */
const LAST_SEEN_EVERY_MS = 60_000;

const { secureCookies, secretKeys } = web.config;

const storage = createSessionStorage<{ login: SessionData }>({
  cookie: {
    name: secureCookies ? "__Host-session" : "session",
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: secureCookies,
    maxAge: COOKIE_SECONDS,
    secrets: [...secretKeys],
  },
  async createData({ login }) {
    if (!login) throw new Error("a session without a login has nothing to keep");
    return web.sessions.create(login);
  },
  async readData(id) {
    const login = await web.sessions.read(id);
    return login ? { login } : null;
  },
  async updateData(id, { login }) {
    if (login) await web.sessions.update(id, login);
  },
  deleteData: (id) => web.sessions.delete(id),
});

export type LoginSession = { readonly id: string } & SessionData;

/**
 * The session that the request's cookie names, while it lives.
 *
 * @throws ServiceUnavailable when the store is away: that is not the same as nobody
 */
export async function readSession(request: Request): Promise<LoginSession | undefined> {
  const session = await storage.getSession(request.headers.get("Cookie"));
  const login = session.get("login");
  if (!login) return undefined;
  const now = web.clock.now().getTime();
  if (now - login.lastSeenAt > LAST_SEEN_EVERY_MS) {
    await web.sessions.update(session.id, { ...login, lastSeenAt: now });
  }
  return { id: session.id, ...login };
}

/** Whether the request carries a session cookie at all, alive or not. */
export function hasSessionCookie(request: Request): boolean {
  return /(^|;\s*)(__Host-)?session=/.test(request.headers.get("Cookie") ?? "");
}

/**
 * Begins a new session, under an id that nobody had before, and ends the one that the request came with.
 *
 * @returns the new session's id and the header that puts it into the browser
 */
export async function startSession(
  request: Request,
  { userId, credential }: { readonly userId: string; readonly credential: string },
  { device, place }: Origin,
): Promise<{ id: string; setCookie: string }> {
  const before = await storage.getSession(request.headers.get("Cookie"));
  if (before.id !== "") await web.sessions.delete(before.id);
  const now = web.clock.now().getTime();
  const session = await storage.getSession();
  session.set("login", { userId, credential, createdAt: now, lastSeenAt: now, device, place });
  const setCookie = await storage.commitSession(session);
  const id = await idOf(setCookie);
  return { id, setCookie };
}

/** Ends the request's session; the header takes its cookie out of the browser. */
export async function endSession(request: Request): Promise<string> {
  return storage.destroySession(await storage.getSession(request.headers.get("Cookie")));
}

async function idOf(setCookie: string): Promise<string> {
  const { id } = await storage.getSession(setCookie.split(";")[0]);
  return id;
}
