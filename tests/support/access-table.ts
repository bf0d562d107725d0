import { type ActorName, actorNames } from "./actors.ts";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Whose reading, user or token an address is about. */
export type Subject = "guestOwner" | "userOwner";

type Statuses = Readonly<Record<ActorName, number>>;
type Access = Partial<Record<Method, Statuses | ((subject: Subject) => Statuses)>>;

/** One status for everybody, then exceptions. */
function all(status: number, except: Partial<Record<ActorName, number>> = {}): Statuses {
  const every = Object.fromEntries(actorNames.map((name) => [name, status]));
  return { ...every, ...except } as Statuses;
}

/** The owner and everybody else. A user's token counts as the user unless said otherwise. */
const owned =
  (ok: number, other = 404, token = ok) =>
  (subject: Subject): Statuses =>
    all(other, { [subject]: ok, ...(subject === "userOwner" ? { token } : {}) });

/** A form on a page: whoever cannot have its token is refused before anything else. */
const noToken = { nobody: 403, token: 403 } as const;
const ownedForm = (ok: number) => (subject: Subject) => all(404, { [subject]: ok, ...noToken });

const sessions = { otherUser: true, userOwner: true, admin: true };
const bySession = (ok: number, guests: number, nobody: number, token: number): Statuses =>
  all(guests, {
    ...Object.fromEntries(Object.keys(sessions).map((name) => [name, ok])),
    nobody,
    token,
  });

const publicPage: Access = { GET: all(200) };
const anyForm = (get: Statuses, post: number): Access => ({ GET: get, POST: all(post, noToken) });
const loginPage = anyForm(bySession(303, 200, 200, 303), 422);
/** Nobody is sent to the login, whatever they send. */
const accountPage: Access = {
  GET: bySession(200, 303, 303, 303),
  POST: bySession(422, 303, 303, 303),
};
/** Nobody else is even told that something cannot be done here. */
const adminPage: Access = {
  GET: all(404, { admin: 200 }),
  ...Object.fromEntries(
    (["POST", "PUT", "PATCH", "DELETE"] as const).map((method) => [
      method,
      all(404, { admin: 405 }),
    ]),
  ),
};
/** An action's own page: nobody else is told that there is such a form. */
const adminAct = (post: number): Access => ({ ...adminPage, POST: all(404, { admin: post }) });
/** Whoever writes with the rights of a cookie brings its token first; then there is nothing for them. */
const adminApi = (taken: Partial<Record<Method, number>>): Access =>
  Object.fromEntries(methods.map((method) => [method, all(404, { admin: taken[method] ?? 405 })]));
const reading: Access = { GET: owned(200) };
/** Conversations belong to accounts: a guest who owns the reading is told to log in. */
const asking =
  (ok: number, guest = 401) =>
  (subject: Subject) =>
    owned(subject === "guestOwner" ? guest : ok)(subject);
/** A conversation is the account's that it was made by, and nobody else's. */
const ownTalk = (ok: number) => all(404, { userOwner: ok, token: ok });
const ownTalkForm = (ok: number) => all(404, { userOwner: ok, ...noToken });
const apiSession = (ok: number) => bySession(ok, 401, 401, 403);

/** What each address of the app answers to whom. An address that is missing here fails its test. */
const pages: Readonly<Record<string, Access>> = {
  "/": publicPage,
  "/about": publicPage,
  "/glossary": publicPage,
  "/privacy": publicPage,
  "/terms": publicPage,
  "/account/deleted": publicPage,
  "/analyses": publicPage,
  "/analyses/new": anyForm(all(200), 422),
  "/analyses/:analysisId": { GET: owned(200), POST: ownedForm(409) },
  "/analyses/:analysisId/edit": { GET: owned(200), POST: ownedForm(303) },
  "/analyses/:analysisId/conversations": {
    GET: owned(200),
    POST: (subject) => ownedForm(subject === "guestOwner" ? 401 : 422)(subject),
  },
  "/conversations/:conversationId": { GET: ownTalk(200), POST: ownTalkForm(422) },
  "/conversations/:conversationId/edit": { GET: ownTalk(200), POST: ownTalkForm(422) },
  "/register": loginPage,
  "/login": loginPage,
  "/logout": anyForm(all(200), 303),
  "/forgot-password": anyForm(all(200), 422),
  "/reset-password/:token": { GET: all(404), POST: all(404, noToken) },
  "/shared/:token": { GET: all(404) },
  "/shared/:token/card.png": { GET: all(404) },
  "/verify-email/:token": {
    GET: bySession(404, 303, 303, 303),
    POST: bySession(404, 303, 303, 303),
  },
  "/account": accountPage,
  "/account/delete": accountPage,
  "/account/export": { GET: bySession(200, 303, 303, 303) },
  "/admin": adminPage,
  "/admin/streams/:stream": adminPage,
  "/admin/streams/:stream/:act": adminAct(303),
  // A reading that is finished cannot be tried again.
  "/admin/jobs/:stream/:jobId/:act": adminAct(409),
  "/admin/dead-letters": adminPage,
  "/admin/tail": adminPage,
  "/admin/users": adminPage,
  "/admin/users/:userId": { ...adminPage, POST: all(404, { admin: 422 }) },
  "/admin/analyses": adminPage,
  "/admin/analyses/:analysisId": adminPage,
};

const others: Readonly<Record<string, Access>> = {
  "/analyses/:analysisId/events": reading,
  "/analyses/:analysisId/photos/:hand": reading,
  "/conversations/:conversationId/events": { GET: ownTalk(200) },
  "/admin/events": adminPage,
  "/dev/mail": publicPage,
  "/healthz": publicPage,
  "/-/healthz": publicPage,
  "/robots.txt": publicPage,
  "/openapi.json": publicPage,
  // From this machine itself.
  "/metrics": publicPage,
  "/api/v1/analyses": { GET: all(200), POST: all(422) },
  "/api/v1/analyses/:analysisId": {
    GET: (subject) => owned(subject === "guestOwner" ? 401 : 200)(subject),
    PATCH: owned(200),
    DELETE: owned(204),
  },
  "/api/v1/analyses/:analysisId/claim": {
    POST: (subject) =>
      all(404, {
        nobody: 401,
        guestOwner: 401,
        otherGuest: 401,
        ...(subject === "userOwner" ? { userOwner: 409, token: 409 } : {}),
      }),
  },
  "/api/v1/analyses/:analysisId/retry": { POST: owned(409) },
  "/api/v1/analyses/:analysisId/cancel": { POST: owned(409) },
  "/api/v1/analyses/:analysisId/share": {
    POST: (subject) => owned(subject === "guestOwner" ? 401 : 201)(subject),
    DELETE: (subject) => owned(subject === "guestOwner" ? 401 : 204)(subject),
  },
  "/api/v1/analyses/:analysisId/feedback": { POST: owned(422) },
  "/api/v1/analyses/:analysisId/status": reading,
  "/api/v1/analyses/:analysisId/summary": reading,
  "/api/v1/analyses/:analysisId/events": reading,
  "/api/v1/analyses/:analysisId/photos/:hand": reading,
  "/api/v1/analyses/:analysisId/conversations": { GET: asking(200), POST: asking(422) },
  "/api/v1/conversations/:conversationId": {
    GET: ownTalk(200),
    PATCH: ownTalk(422),
    DELETE: ownTalk(204),
  },
  "/api/v1/conversations/:conversationId/messages": { GET: ownTalk(200), POST: ownTalk(422) },
  "/api/v1/conversations/:conversationId/events": { GET: ownTalk(200) },
  // Its answer is complete.
  "/api/v1/conversations/:conversationId/stop": { POST: ownTalk(409) },
  "/api/v1/conversations/:conversationId/retry": { POST: ownTalk(409) },
  "/api/v1/auth/csrf": publicPage,
  "/api/v1/auth/register": { POST: all(422) },
  "/api/v1/auth/login": { POST: all(422) },
  "/api/v1/auth/logout": { POST: all(204) },
  "/api/v1/auth/me": { GET: bySession(200, 401, 401, 200) },
  "/api/v1/auth/password": { POST: apiSession(422) },
  "/api/v1/auth/password-reset": { POST: all(422) },
  "/api/v1/auth/password-reset/confirm": { POST: all(422) },
  "/api/v1/auth/sessions": { GET: apiSession(200) },
  "/api/v1/auth/sessions/:sessionId": { DELETE: apiSession(404) },
  "/api/v1/account": { DELETE: apiSession(422) },
  "/api/v1/account/export": { GET: bySession(200, 401, 401, 200) },
  "/api/v1/account/tokens": { GET: apiSession(200), POST: apiSession(422) },
  "/api/v1/account/tokens/:tokenId": { DELETE: apiSession(404) },
  "/api/v1/admin/streams": adminApi({ GET: 200 }),
  "/api/v1/admin/streams/:stream": adminApi({ GET: 200 }),
  "/api/v1/admin/streams/:stream/pause": adminApi({ POST: 200 }),
  "/api/v1/admin/streams/:stream/resume": adminApi({ POST: 200 }),
  "/api/v1/admin/dead-letters": adminApi({ GET: 200 }),
  "/api/v1/admin/dead-letters/:jobId/retry": adminApi({ POST: 409 }),
  "/api/v1/admin/tail": adminApi({ GET: 200 }),
  "/api/v1/*": Object.fromEntries(methods.map((method) => [method, all(404)])),
};

/** How an address is classified; undefined for one that nobody has thought about yet. */
export function accessOf(path: string): Access | undefined {
  const english = path === "/hi" ? "/" : path.replace(/^\/hi(?=\/)/, "");
  return others[path] ?? pages[english];
}

/** The status that an actor gets; what is not classified is a method that the address does not take. */
export function expectedStatus(
  access: Access,
  method: Method,
  actor: ActorName,
  subject: Subject,
): number {
  const statuses = access[method];
  if (!statuses) return 405;
  return (typeof statuses === "function" ? statuses(subject) : statuses)[actor];
}
