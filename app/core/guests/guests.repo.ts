import { v7 as uuidv7 } from "uuid";
import { type Db, nowMs, type Tx } from "../database.ts";
import { hashSecretToken } from "../secret-token.ts";
import type { GuestToken } from "./guest.ts";

/** The guest's id, made on first sight. Two requests of a new guest at once get the same one. */
export async function ensureGuest(db: Db | Tx, token: GuestToken): Promise<string> {
  const tokenHash = hashSecretToken(token);
  await db
    .insertInto("guests")
    .values({ id: uuidv7(), token_hash: tokenHash, created_at: nowMs })
    .onConflict((conflict) => conflict.column("token_hash").doNothing())
    .execute();

  const { id } = await db
    .selectFrom("guests")
    .select("id")
    .where("token_hash", "=", tokenHash)
    .executeTakeFirstOrThrow();
  return id;
}

export async function findGuestId(db: Db, token: GuestToken): Promise<string | undefined> {
  const row = await db
    .selectFrom("guests")
    .select("id")
    .where("token_hash", "=", hashSecretToken(token))
    .executeTakeFirst();
  return row?.id;
}
