import { z } from "zod";
import { listAudit, recordAudit } from "#core/audit/audit.repo.ts";
import { sendLater } from "#core/mail/send-later.ts";
import { sumPhotoBytes } from "#core/photos/photos.repo.ts";
import { listApiTokens } from "#core/users/api-tokens.repo.ts";
import { makeApiToken, revokeApiToken } from "#core/users/make-api-token.ts";
import type { User } from "#core/users/user.ts";
import { changeOwnPassword } from "./password.server.ts";
import { limitRate, rateRules } from "./rate-limit.server.ts";
import { parseInput } from "./read-body.server.ts";
import { readJobId } from "./read-job-id.server.ts";
import { countReadingsLeft } from "./readings-left.server.ts";
import type { RouteArgs, Typed } from "./route.server.ts";
import { originOf } from "./viewer.server.ts";
import { ApiTokenName } from "./wire/account-requests.server.ts";

const MEGABYTE = 1024 * 1024;

/** Entries of the account's history that its page shows. */
const SHOWN_AUDIT = 20;

/** Everything that the account's page shows. */
export async function loadAccount(
  args: RouteArgs,
  { user, sessionId }: { readonly user: User; readonly sessionId: string },
) {
  const { db, sessions, config } = args.deps;
  const thisHandle = sessions.handleOf(sessionId);
  const [open, tokens, audit, bytes, left] = await Promise.all([
    sessions.listOf(user.id),
    listApiTokens(db, user.id),
    listAudit(db, user.id, SHOWN_AUDIT),
    sumPhotoBytes(db, user.id),
    countReadingsLeft(args),
  ]);
  return {
    email: user.email,
    isVerified: user.isVerified,
    isAdmin: user.role === "admin",
    left,
    storage: {
      usedMegabytes: Math.round((bytes / MEGABYTE) * 10) / 10,
      allMegabytes: Math.floor(config.limits.userStorageBytes / MEGABYTE),
    },
    sessions: open.map(({ handle, device, place, lastSeenAt }) => ({
      handle,
      device,
      place,
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      isThis: handle === thisHandle,
    })),
    tokens: tokens.map(({ id, name, ending, lastUsedAt }) => ({
      id,
      name,
      ending,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    audit: audit.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
  };
}

const Intent = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("password"),
    current_password: z.string().max(1_000),
    new_password: z.string().max(1_000),
  }),
  z.object({ intent: z.literal("end_session"), session: z.string().max(100) }),
  z.object({ intent: z.literal("end_others") }),
  z.object({ intent: z.literal("token"), name: ApiTokenName }),
  z.object({ intent: z.literal("revoke_token"), token: z.string().max(100) }),
  z.object({ intent: z.literal("verify") }),
]);

export type AccountChange =
  | {
      readonly kind: "password" | "session" | "sessions" | "token_revoked" | "mail";
      readonly headers: Record<string, string>;
    }
  | { readonly kind: "token"; readonly token: string };

/** Does what one of the forms of the account's page asks for. */
export async function changeAccount(
  args: RouteArgs,
  { user, sessionId }: { readonly user: User; readonly sessionId: string },
  fields: Readonly<Typed>,
): Promise<AccountChange> {
  const { deps } = args;
  const asked = parseInput(Intent, fields);
  const from = originOf(args);
  switch (asked.intent) {
    case "password": {
      const headers = await changeOwnPassword(args, user, {
        current: asked.current_password,
        next: asked.new_password,
      });
      return { kind: "password", headers };
    }
    case "end_session":
      if (await deps.sessions.end(user.id, asked.session)) {
        await recordAudit(deps.db, { userId: user.id, action: "session_ended", from });
      }
      return { kind: "session", headers: {} };
    case "end_others":
      if ((await deps.sessions.endAllOf(user.id, sessionId)) > 0) {
        await recordAudit(deps.db, { userId: user.id, action: "session_ended", from });
      }
      return { kind: "sessions", headers: {} };
    case "token": {
      const { token } = await makeApiToken(deps.db, { userId: user.id, name: asked.name, from });
      return { kind: "token", token };
    }
    case "revoke_token":
      await revokeApiToken(deps.db, { userId: user.id, id: readJobId(asked.token) ?? "", from });
      return { kind: "token_revoked", headers: {} };
    case "verify":
      await limitRate(args, [rateRules.mailToAddress, user.email]);
      if (!user.isVerified) {
        await sendLater(deps, {
          kind: "verify_email",
          address: user.email,
          language: args.language,
        });
      }
      return { kind: "mail", headers: {} };
  }
}
