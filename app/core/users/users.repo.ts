import type { Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type Db, nowMs, type Tx, type UsersTable } from "../database.ts";
import type { Language } from "../reading/reading.ts";
import { credentialOf } from "./credential.ts";
import { emailContains } from "./email-contains.ts";
import type { Role, User } from "./user.ts";

/** The new user's id; undefined when the address has an account already. */
export async function insertUser(
  db: Db | Tx,
  user: { readonly email: string; readonly passwordHash: string; readonly language: Language },
): Promise<string | undefined> {
  const id = uuidv7();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("users")
    .values({
      id,
      email: user.email,
      password_hash: user.passwordHash,
      role: "user",
      language: user.language,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? id : undefined;
}

export async function findUser(db: Db | Tx, id: string): Promise<User | undefined> {
  const row = await db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toUser(row);
}

/** The user of a session, while the password that began it is the one they have. */
export async function findUserOfSession(
  db: Db,
  { userId, credential }: { readonly userId: string; readonly credential: string },
): Promise<User | undefined> {
  const row = await db.selectFrom("users").selectAll().where("id", "=", userId).executeTakeFirst();
  return row && credentialOf(row.password_hash) === credential ? toUser(row) : undefined;
}

/** The user with that address, normalised, and the hash of their password. */
export async function findCredentials(
  db: Db | Tx,
  email: string,
): Promise<{ user: User; passwordHash: string } | undefined> {
  const row = await db
    .selectFrom("users")
    .selectAll()
    .where("email", "=", email)
    .executeTakeFirst();
  return row && { user: toUser(row), passwordHash: row.password_hash };
}

/** False when the hash is not the one that `from` names: somebody was quicker. */
export async function updatePasswordHash(
  db: Db | Tx,
  id: string,
  passwordHash: string,
  { from }: { readonly from?: string } = {},
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("users")
    .set({ password_hash: passwordHash, updated_at: nowMs })
    .where("id", "=", id)
    .$if(from !== undefined, (query) => query.where("password_hash", "=", from ?? ""))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateEmailVerified(db: Db | Tx, id: string): Promise<void> {
  await db
    .updateTable("users")
    .set({ email_verified_at: nowMs, updated_at: nowMs })
    .where("id", "=", id)
    .where("email_verified_at", "is", null)
    .execute();
}

/** Makes whoever else changes something about this user wait until the transaction is over. */
export async function lockUser(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable("users")
    .set((eb) => ({ updated_at: eb.ref("updated_at") }))
    .where("id", "=", id)
    .execute();
}

/** Closes an account whose address was never confirmed to its password; undefined for any other account. */
export async function closeUnverified(tx: Tx, id: string): Promise<User | undefined> {
  const row = await tx
    .updateTable("users")
    .set({ password_hash: "closed", updated_at: nowMs })
    .where("id", "=", id)
    .where("email_verified_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  return row && toUser(row);
}

/** False when the user has that role already, or is gone. */
export async function updateRole(db: Db | Tx, id: string, role: Role): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("users")
    .set({ role, updated_at: nowMs })
    .where("id", "=", id)
    .where("role", "<>", role)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Deletes the user and, by the foreign keys, every row that is theirs. */
export async function deleteUser(db: Db | Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("users").where("id", "=", id).executeTakeFirst();
  return numDeletedRows === 1n;
}

export type UserInList = User & { readonly readings: number };

/** Newest first, with how many readings each has; `search` is a part of the address. */
export async function listUsers(
  db: Db,
  { search, limit, offset }: { readonly search: string; limit: number; offset: number },
): Promise<{ items: readonly UserInList[]; total: number }> {
  const found = db
    .selectFrom("users")
    .$if(search !== "", (query) => query.where(emailContains(search)));
  const [rows, { total }] = await Promise.all([
    found
      .selectAll("users")
      .select(({ selectFrom }) =>
        selectFrom("analyses")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .whereRef("analyses.user_id", "=", "users.id")
          .as("readings"),
      )
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute(),
    found.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  return {
    items: rows.map((row) => ({ ...toUser(row), readings: row.readings ?? 0 })),
    total,
  };
}

function toUser(row: Selectable<UsersTable>): User {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    language: row.language,
    isVerified: row.email_verified_at !== null,
    createdAt: new Date(row.created_at),
  };
}
