import { parseArgs } from "node:util";
import { analysisJob } from "#core/analyses/jobs.ts";
import { photoJob } from "#core/photos/jobs.ts";
import type { Db } from "#core/database.ts";
import { DomainError } from "#core/errors.ts";
import type { SessionStore } from "#core/ports.ts";
import { changeRole } from "#core/users/change-role.ts";
import { deleteAccount } from "#core/users/delete-account.ts";
import { normaliseEmail } from "#core/users/email.ts";
import type { Role, User } from "#core/users/user.ts";
import { findCredentials, listUsers } from "#core/users/users.repo.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createAnalysisQueue } from "#platform/jobs/analysis-queue.ts";
import { replyJob } from "#core/conversations/jobs.ts";
import { createPhotoQueue } from "#platform/jobs/photo-queue.ts";
import { createReplyQueue } from "#platform/jobs/reply-queue.ts";
import { createDiskPhotoStore } from "#platform/photos/disk-photo-store.ts";
import { createRedisSessionStore } from "#platform/sessions/redis-session-store.ts";
import { createQueue } from "#queue/queue.ts";
import { connectOnce } from "./connect-once.ts";
import { loadOperatorConfig, quietLog, Refused, requireDatabase, runCommand } from "./operator.ts";

/**
 * `npm run users`: the operator's way to accounts, above all to the first admin. Takes the same settings as the
 * product, and may run beside it.
 */
const usage = `Usage:
  npm run users -- list [--search PART]   who has registered, newest first
  npm run users -- promote EMAIL          makes them an admin
  npm run users -- demote EMAIL           takes that back
  npm run users -- delete EMAIL --yes     erases the account with its readings and photos`;

/** Rows that are asked of the database at a time. */
const BATCH = 200;

await runCommand(run);

async function run(): Promise<void> {
  const asked = readCommand();
  const { config, isTold } = loadOperatorConfig();
  requireDatabase(config);
  const db = openDatabase(config.database, quietLog);
  try {
    switch (asked.command) {
      case "list":
        await list(db, asked.search);
        break;
      case "promote":
      case "demote":
        await change(
          db,
          { config, isTold },
          asked.email,
          asked.command === "promote" ? "admin" : "user",
        );
        break;
      case "delete":
        await erase(db, { config, isTold }, asked.email, asked.isSure);
        break;
    }
  } finally {
    await db.destroy();
  }
}

type Settings = ReturnType<typeof loadOperatorConfig>;

type Command =
  | { readonly command: "list"; readonly search: string }
  | { readonly command: "promote" | "demote"; readonly email: string }
  | { readonly command: "delete"; readonly email: string; readonly isSure: boolean };

/** @throws Refused with how to use it */
function readCommand(): Command {
  const { values, positionals } = parseArguments();
  const { search, yes } = values;
  const [command, email, ...rest] = positionals;
  if (command === "list" && email === undefined && yes === undefined) {
    return { command, search: search ?? "" };
  }
  const isWhole = email !== undefined && rest.length === 0 && search === undefined;
  if (command === "delete" && isWhole) return { command, email, isSure: yes === true };
  if ((command === "promote" || command === "demote") && isWhole && yes === undefined) {
    return { command, email };
  }
  throw new Refused(usage, 2);
}

function parseArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { search: { type: "string" }, yes: { type: "boolean" } },
    });
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : ""}\n\n${usage}`, 2);
  }
}

/** The address stands last, because it alone has no length known before. */
async function list(db: Db, search: string): Promise<void> {
  const print = (role: string, confirmed: string, readings: string, day: string, email: string) =>
    console.log(
      `${role.padEnd(6)} ${confirmed.padEnd(9)} ${readings.padStart(8)}  ${day.padEnd(10)}  ${email}`,
    );
  print("ROLE", "CONFIRMED", "READINGS", "REGISTERED", "ADDRESS");
  for (let offset = 0; ; offset += BATCH) {
    const { items } = await listUsers(db, { search, limit: BATCH, offset });
    for (const { role, isVerified, readings, createdAt, email } of items) {
      const day = createdAt.toISOString().slice(0, 10);
      print(role, isVerified ? "yes" : "no", String(readings), day, email);
    }
    if (items.length < BATCH) return;
  }
}

async function change(db: Db, settings: Settings, email: string, role: Role): Promise<void> {
  const user = await getUser(db, email);
  using opened = await openSessions(settings);
  const isChanged = await changeRole(
    { db, sessions: opened.sessions },
    { userId: user.id, role, actorId: null },
  );
  const what = role === "admin" ? "an admin" : "an ordinary user";
  console.log(`${user.email} is ${what} ${isChanged ? "now" : "already"}.`);
  if (opened.whyNotEnded() === null) console.log("Their sessions were ended: they log in again.");
  else {
    console.error(
      `Their sessions could not be ended: ${opened.whyNotEnded()}\n` +
        "The role counts all the same, from their next request on. This command may be repeated.",
    );
  }
}

async function erase(db: Db, settings: Settings, email: string, isSure: boolean): Promise<void> {
  const { config, isTold } = settings;
  const user = await getUser(db, email);
  if (!isSure) {
    throw new Refused(
      `This erases ${user.email} with all readings and photos, for good. Add --yes if you mean it.`,
      2,
    );
  }
  using opened = await openSessions(settings);
  using jobs = await connectOnce(isTold("JOBS_REDIS_URL") ? config.jobsRedisUrl : null);
  const queue = createQueue({ redis: jobs.redis, name: analysisJob.queue });
  await deleteAccount(
    {
      db,
      log: quietLog,
      photoStore: createDiskPhotoStore({ root: config.photoRoot }),
      analysisQueue: createAnalysisQueue(queue),
      photoQueue: createPhotoQueue(createQueue({ redis: jobs.redis, name: photoJob.queue })),
      replyQueue: createReplyQueue(
        jobs.redis,
        createQueue({ redis: jobs.redis, name: replyJob.queue }),
      ),
      sessions: opened.sessions,
    },
    user,
  );
  console.log(`${user.email} was erased, with all readings and photos.`);
  if (opened.whyNotEnded() !== null) {
    console.error(
      `Their sessions are still in Redis: ${opened.whyNotEnded()}\n` +
        "Nobody is behind them any more, so they open nothing, and they run out by themselves.",
    );
  }
}

/** @throws Refused when nobody has that address */
async function getUser(db: Db, typed: string): Promise<User> {
  const found = await findCredentials(db, toEmail(typed));
  if (!found) throw new Refused(`Nobody has registered with ${toEmail(typed)}.`);
  return found.user;
}

function toEmail(typed: string): string {
  try {
    return normaliseEmail(typed);
  } catch (error) {
    if (!DomainError.is(error)) throw error;
    throw new Refused(`This is no e-mail address: ${typed}`);
  }
}

/** The product's sessions. That they cannot be ended does not keep the rest from being done; it is told afterwards. */
async function openSessions({ config, isTold }: Settings) {
  const isKnown = isTold("SESSION_REDIS_URL");
  const connection = await connectOnce(isKnown ? config.sessionRedisUrl : null);
  const store = createRedisSessionStore(connection.redis, { lifeSeconds: config.sessionSeconds });
  let why: string | null = null;
  const sessions: SessionStore = {
    ...store,
    async endAllOf(...args) {
      try {
        return await store.endAllOf(...args);
      } catch (error) {
        if (!DomainError.is(error)) throw error;
        why = isKnown
          ? "Redis does not answer where REDIS_URL points."
          : "REDIS_URL is not set, and no `npm start` runs with this DATA_DIR.";
        return 0;
      }
    },
  };
  return {
    sessions,
    whyNotEnded: (): string | null => why,
    [Symbol.dispose]: () => connection[Symbol.dispose](),
  };
}
