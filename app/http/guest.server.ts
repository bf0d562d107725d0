import { createCookie } from "@remix-run/node";
import type { GuestToken } from "#core/guests/guest.ts";
import { createSecretToken } from "#core/secret-token.ts";
import { web } from "./web.server.ts";

/** Longer than anything of a guest is kept. */
const MAX_AGE_SECONDS = 60 * 60 * 24 * 60;

const cookie = createCookie(web.config.secureCookies ? "__Host-guest" : "guest", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure: web.config.secureCookies,
  maxAge: MAX_AGE_SECONDS,
  secrets: [...web.config.secretKeys],
});

/** The token in the request's guest cookie; undefined when there is none or its signature is not ours. */
export async function readGuestToken(request: Request): Promise<GuestToken | undefined> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof value === "string" && /^[\w-]{32}$/.test(value) ? value : undefined;
}

/** The request's guest token or a fresh one, and the header that keeps it in the browser. */
export async function ensureGuestToken(
  request: Request,
): Promise<{ token: GuestToken; setCookie: string }> {
  const token = (await readGuestToken(request)) ?? createSecretToken();
  return { token, setCookie: await cookie.serialize(token) };
}
