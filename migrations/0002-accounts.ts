import { type Kysely, sql, SqliteAdapter } from "kysely";

/**
 * Users, what belongs to them, and what protects them. An analysis now belongs to a guest or to a user, never to
 * both. From here on readings outlive the guest's cookie, so each one says itself whose it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("password_hash", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull().defaultTo("user"))
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("email_verified_at", "bigint")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addCheckConstraint("users_role", sql`role in ('user', 'admin')`)
    .execute();
  await db.schema.createIndex("users_created_at").on("users").column("created_at").execute();

  await letUsersOwnAnalyses(db);
  await db.schema
    .createIndex("analyses_of_user")
    .on("analyses")
    .columns(["user_id", "created_at"])
    .execute();
  await db.schema
    .createIndex("analyses_request_of_user")
    .unique()
    .on("analyses")
    .columns(["user_id", "request_key"])
    .execute();

  // What the links in our mails open. Only a hash of each is kept.
  await db.schema
    .createTable("email_tokens")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) =>
      column.notNull().references("users.id").onDelete("cascade"),
    )
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addCheckConstraint(
      "email_tokens_purpose",
      sql`purpose in ('verify_email', 'reset_password', 'release_address')`,
    )
    .execute();
  await db.schema
    .createIndex("email_tokens_of_user")
    .on("email_tokens")
    .columns(["user_id", "purpose"])
    .execute();

  // Mails that are still to be sent; the worker deletes what it has sent.
  await db.schema
    .createTable("mails")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("run_token", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("lease_until", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("not_before", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("error_code", "text")
    .addColumn("error_params", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("completed_at", "bigint")
    .execute();
  await sql`create index mails_unsettled on mails (id) where status in ('queued', 'processing')`.execute(
    db,
  );
  await db.schema.createIndex("mails_address").on("mails").column("address").execute();

  await db.schema
    .createTable("api_tokens")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) =>
      column.notNull().references("users.id").onDelete("cascade"),
    )
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("ending", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_used_at", "bigint")
    .execute();
  await db.schema.createIndex("api_tokens_of_user").on("api_tokens").column("user_id").execute();

  // One row for each analysis and each subject that it counts against; deleting the analysis does not refund it.
  await db.schema
    .createTable("quota_subjects")
    .addColumn("subject", "text", (column) => column.primaryKey())
    .addColumn("used_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("quota_uses")
    .addColumn("use_id", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("used_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("quota_uses_pk", ["use_id", "subject"])
    .execute();
  await db.schema
    .createIndex("quota_uses_of_subject")
    .on("quota_uses")
    .columns(["subject", "used_at"])
    .execute();

  await db.schema
    .createTable("audit_entries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) => column.references("users.id").onDelete("cascade"))
    .addColumn("actor_id", "text", (column) => column.references("users.id").onDelete("set null"))
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("device", "text")
    .addColumn("place", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("audit_entries_of_user")
    .on("audit_entries")
    .columns(["user_id", "created_at"])
    .execute();

  // What the last run of each sweep found, for admins and metrics.
  await db.schema
    .createTable("sweep_findings")
    .addColumn("finding", "text", (column) => column.primaryKey())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("found_at", "bigint", (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    "sweep_findings",
    "audit_entries",
    "quota_uses",
    "quota_subjects",
    "api_tokens",
    "mails",
    "email_tokens",
  ]) {
    await db.schema.dropTable(table).execute();
  }
  // A user's readings have no guest to fall back to.
  await sql`delete from analyses where guest_id is null`.execute(db);
  await letOnlyGuestsOwnAnalyses(db);
  await db.schema.dropTable("users").execute();
}

async function letUsersOwnAnalyses(db: Kysely<unknown>): Promise<void> {
  if (isSqlite(db)) {
    await rebuildAnalyses(db, (definition) =>
      definition
        .replace(`"guest_id" text not null`, `"guest_id" text`)
        .replace(
          `, constraint "analyses_status"`,
          `, "user_id" text references "users" ("id") on delete cascade, ` +
            `constraint "analyses_owner" check ((guest_id is null) <> (user_id is null)), ` +
            `constraint "analyses_status"`,
        ),
    );
    return;
  }
  await sql`alter table analyses alter column guest_id drop not null`.execute(db);
  await sql`alter table analyses add column user_id text references users (id) on delete cascade`.execute(
    db,
  );
  await sql`alter table analyses add constraint analyses_owner check ((guest_id is null) <> (user_id is null))`.execute(
    db,
  );
}

async function letOnlyGuestsOwnAnalyses(db: Kysely<unknown>): Promise<void> {
  if (isSqlite(db)) {
    await rebuildAnalyses(db, (definition) =>
      definition
        .replace(`"guest_id" text `, `"guest_id" text not null `)
        .replace(
          /, "user_id" text references .*?, constraint "analyses_owner" check .*?(?=, constraint "analyses_status")/,
          "",
        ),
    );
    return;
  }
  await sql`alter table analyses drop column user_id`.execute(db);
  await sql`alter table analyses alter column guest_id set not null`.execute(db);
}

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}

/**
 * SQLite cannot loosen a column, so the table is made anew beside the old one, filled, and put in its place, in the
 * order that https://sqlite.org/lang_altertable.html asks for. Indexes are made again as they were.
 */
async function rebuildAnalyses(
  db: Kysely<unknown>,
  redefine: (definition: string) => string,
): Promise<void> {
  const { rows: parts } = await sql<{ type: string; name: string; sql: string | null }>`
    select type, name, sql from sqlite_master where tbl_name = 'analyses' and sql is not null
  `.execute(db);
  const table = parts.find(({ type }) => type === "table")?.sql ?? "";
  const remade = redefine(table);
  if (remade === table) throw new Error("the analyses table is not as this migration expects it");

  await sql`pragma foreign_keys = off`.execute(db);
  try {
    await sql`begin immediate`.execute(db);
    await sql
      .raw(remade.replace(/^create table "analyses"/i, `create table "analyses_remade"`))
      .execute(db);
    const columns = await sharedColumns(db);
    await sql
      .raw(`insert into analyses_remade (${columns}) select ${columns} from analyses`)
      .execute(db);
    await sql`drop table analyses`.execute(db);
    await sql`alter table analyses_remade rename to analyses`.execute(db);
    for (const { type, name, sql: definition } of parts) {
      if (type !== "index" || definition === null) continue;
      if (name.endsWith("_of_user")) continue;
      await sql.raw(definition).execute(db);
    }
    await sql`commit`.execute(db);
  } catch (error) {
    await sql`rollback`.execute(db);
    throw error;
  } finally {
    await sql`pragma foreign_keys = on`.execute(db);
  }
}

async function sharedColumns(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from pragma_table_info('analyses')
    intersect
    select name from pragma_table_info('analyses_remade')
  `.execute(db);
  return rows.map(({ name }) => `"${name}"`).join(", ");
}
