import { type Access, isChange, type Operation } from "./operation.server.ts";

type Scheme = "bearerToken" | "sessionCookie" | "guestCookie" | "csrfToken";

/** How requests say whose they are. Over https the names of cookies say that nothing else may set them. */
export const securitySchemes = (hasSecureCookies: boolean) =>
  ({
    bearerToken: {
      type: "http",
      scheme: "bearer",
      description: "An API token, `hr_…`, made on the account's page.",
    },
    sessionCookie: {
      type: "apiKey",
      in: "cookie",
      name: hasSecureCookies ? "__Host-session" : "session",
      description: "Given by a login.",
    },
    guestCookie: {
      type: "apiKey",
      in: "cookie",
      name: hasSecureCookies ? "__Host-guest" : "guest",
      description: "Given to whoever sends a photo without an account, and with a CSRF token.",
    },
    csrfToken: {
      type: "apiKey",
      in: "header",
      name: "X-CSRF-Token",
      description:
        "Needed by changes that come with one of our cookies: the token that `GET /api/v1/auth/csrf` gives for the same cookies.",
    },
  }) satisfies Record<Scheme, object>;

const ways: Record<Access, readonly (readonly Scheme[])[]> = {
  anyone: [[], ["sessionCookie"], ["guestCookie"]],
  sender: [[], ["bearerToken"], ["sessionCookie"], ["guestCookie"]],
  owner: [["bearerToken"], ["sessionCookie"], ["guestCookie"]],
  user: [["bearerToken"], ["sessionCookie"]],
  session: [["sessionCookie"]],
  admin: [["sessionCookie"]],
};

/** The ways in which an operation may be asked for; any one of them does. */
export function securityOf(operation: Operation): Partial<Record<Scheme, readonly string[]>>[] {
  const { access } = operation;
  // Cookies change nothing about what anyone may read.
  if (access === "anyone" && !isChange(operation)) return [{}];
  return ways[access].map((schemes) => {
    const hasCookie = schemes.some((scheme) => scheme.endsWith("Cookie"));
    const all: readonly Scheme[] =
      hasCookie && isChange(operation) ? [...schemes, "csrfToken"] : schemes;
    return Object.fromEntries(all.map((scheme) => [scheme, []]));
  });
}
