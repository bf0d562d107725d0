import { recordAudit } from "#core/audit/audit.repo.ts";
import type { RouteArgs } from "./route.server.ts";
import { endSession } from "./session.server.ts";
import { originOf } from "./viewer.server.ts";

/** Ends the request's session, if there is one; the headers take its cookie out of the browser. */
export async function logOut(args: RouteArgs): Promise<{ "Set-Cookie": string }> {
  const viewer = await args.viewer();
  if (viewer.kind === "user" && viewer.sessionId !== null) {
    await recordAudit(args.deps.db, {
      userId: viewer.user.id,
      action: "logged_out",
      from: originOf(args),
    });
  }
  return { "Set-Cookie": await endSession(args.request) };
}
