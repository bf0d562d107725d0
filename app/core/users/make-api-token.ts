import type { Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { DomainError } from "../errors.ts";
import {
  createApiToken,
  deleteApiToken,
  listApiTokens,
  MOST_API_TOKENS,
} from "./api-tokens.repo.ts";
import { lockUser } from "./users.repo.ts";

class TooManyTokens extends DomainError {
  constructor() {
    super("conflict", "user.too_many_tokens", "Revoke a token before you make another.", {
      params: { max: MOST_API_TOKENS },
      fields: { name: [{ code: "user.too_many_tokens", params: { max: MOST_API_TOKENS } }] },
    });
  }
}

/** @throws TooManyTokens */
export async function makeApiToken(
  db: Db,
  { userId, name, from }: { readonly userId: string; readonly name: string; readonly from: Origin },
): Promise<{ id: string; token: string }> {
  return db.transaction().execute(async (tx) => {
    await lockUser(tx, userId);
    if ((await listApiTokens(tx, userId)).length >= MOST_API_TOKENS) throw new TooManyTokens();
    const made = await createApiToken(tx, userId, name);
    await recordAudit(tx, { userId, action: "token_created", from });
    return made;
  });
}

/** False when the user has no such token. */
export async function revokeApiToken(
  db: Db,
  { userId, id, from }: { readonly userId: string; readonly id: string; readonly from: Origin },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const isRevoked = await deleteApiToken(tx, userId, id);
    if (isRevoked) await recordAudit(tx, { userId, action: "token_revoked", from });
    return isRevoked;
  });
}
