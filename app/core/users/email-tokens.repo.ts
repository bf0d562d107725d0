import { type Db, nowMs, type Tx } from "../database.ts";
import { type EmailTokenPurpose, emailTokenLifeMs } from "./email-token.ts";
import { createSecretToken, hashSecretToken } from "../secret-token.ts";

/** A new link's token, for the mail alone. Earlier links of the same purpose stop working. */
export async function createEmailToken(
  db: Db,
  userId: string,
  purpose: EmailTokenPurpose,
): Promise<string> {
  const token = createSecretToken();
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom("email_tokens")
      .where("user_id", "=", userId)
      .where("purpose", "=", purpose)
      .execute();
    await tx
      .insertInto("email_tokens")
      .values((eb) => ({
        token_hash: hashSecretToken(token),
        user_id: userId,
        purpose,
        expires_at: eb(nowMs, "+", emailTokenLifeMs[purpose]),
        created_at: nowMs,
      }))
      .execute();
  });
  return token;
}

/** Whose link it is and what it may do, while it works. */
export async function findEmailToken(
  db: Db,
  token: string,
): Promise<{ userId: string; purpose: EmailTokenPurpose } | undefined> {
  const row = await db
    .selectFrom("email_tokens")
    .select(["user_id", "purpose"])
    .where("token_hash", "=", hashSecretToken(token))
    .where("expires_at", ">", nowMs)
    .executeTakeFirst();
  return row && { userId: row.user_id, purpose: row.purpose };
}

/** Uses a link up: of two at once, one gets the user's id and the other undefined. */
export async function consumeEmailToken(
  tx: Tx,
  token: string,
  purpose: EmailTokenPurpose,
): Promise<string | undefined> {
  const row = await tx
    .deleteFrom("email_tokens")
    .where("token_hash", "=", hashSecretToken(token))
    .where("purpose", "=", purpose)
    .where("expires_at", ">", nowMs)
    .returning("user_id")
    .executeTakeFirst();
  return row?.user_id;
}

/** Makes links of a user useless: those of one purpose, or all. */
export async function deleteEmailTokensOf(
  db: Db | Tx,
  userId: string,
  purpose?: EmailTokenPurpose,
): Promise<void> {
  await db
    .deleteFrom("email_tokens")
    .where("user_id", "=", userId)
    .$if(purpose !== undefined, (query) => query.where("purpose", "=", purpose ?? "reset_password"))
    .execute();
}

/** @returns how many were deleted */
export async function deleteExpiredEmailTokens(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("email_tokens")
    .where("expires_at", "<", nowMs)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
