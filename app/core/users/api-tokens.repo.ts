import { v7 as uuidv7 } from "uuid";
import { type Db, nowMs, type Tx } from "../database.ts";
import { createSecretToken, hashSecretToken } from "../secret-token.ts";
import type { User } from "./user.ts";
import { findUser } from "./users.repo.ts";

/** In front of every token, so that scanners of leaked secrets know ours. */
export const API_TOKEN_PREFIX = "hr_";

export const MOST_API_TOKENS = 20;

/** A last use is written down at most so often, milliseconds. */
const LAST_USE_EVERY_MS = 60_000;

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly ending: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

/** A new token, which is told this once and kept as a hash. */
export async function createApiToken(
  db: Db | Tx,
  userId: string,
  name: string,
): Promise<{ id: string; token: string }> {
  const id = uuidv7();
  const token = API_TOKEN_PREFIX + createSecretToken();
  await db
    .insertInto("api_tokens")
    .values({
      id,
      user_id: userId,
      name,
      token_hash: hashSecretToken(token),
      ending: token.slice(-4),
      created_at: nowMs,
    })
    .execute();
  return { id, token };
}

export async function listApiTokens(db: Db | Tx, userId: string): Promise<readonly ApiToken[]> {
  const rows = await db
    .selectFrom("api_tokens")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    ending: row.ending,
    createdAt: new Date(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at),
  }));
}

/** The user whose token it is. */
export async function findUserByApiToken(db: Db, token: string): Promise<User | undefined> {
  if (!token.startsWith(API_TOKEN_PREFIX)) return undefined;
  const tokenHash = hashSecretToken(token);
  const row = await db
    .selectFrom("api_tokens")
    .select(["id", "user_id"])
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  if (!row) return undefined;
  await db
    .updateTable("api_tokens")
    .set({ last_used_at: nowMs })
    .where("id", "=", row.id)
    .where(({ or, eb }) =>
      or([
        eb("last_used_at", "is", null),
        eb("last_used_at", "<", eb(nowMs, "-", LAST_USE_EVERY_MS)),
      ]),
    )
    .execute();
  return findUser(db, row.user_id);
}

/** False when that user has no such token. */
export async function deleteApiToken(db: Db | Tx, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("api_tokens")
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function deleteTokensOf(db: Db | Tx, userId: string): Promise<void> {
  await db.deleteFrom("api_tokens").where("user_id", "=", userId).execute();
}
