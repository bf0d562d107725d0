import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { findAnalysis } from "#core/analyses/analyses.repo.ts";
import { listAudit } from "#core/audit/audit.repo.ts";
import { markAsStored } from "#tests/support/mark-as-stored.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { findUser } from "#core/users/users.repo.ts";
import { createDiskPhotoStore } from "#platform/photos/disk-photo-store.ts";
import { createRedisSessionStore } from "#platform/sessions/redis-session-store.ts";
import { findFreePort } from "#services/free-port.ts";
import { openSqliteDatabase, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";

/** `npm run users`, as a process of its own beside a database that is in use. */
const script = fileURLToPath(new URL("../../scripts/users.ts", import.meta.url));

let database: TestDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await openSqliteDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "hastarekha-users-"));
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs it with nothing configured but where the data is. */
function users(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const { config } = database;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      {
        env: {
          NODE_ENV: "production",
          PATH: process.env["PATH"],
          DATA_DIR: dataDir,
          ...(config.kind === "sqlite" ? { DATABASE_URL: `sqlite:${config.path}` } : {}),
          ...env,
        },
      },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

async function openSessions() {
  const redis = new Redis(inject("redisUrl"));
  return {
    sessions: createRedisSessionStore(redis, { lifeSeconds: 60 }),
    [Symbol.asyncDispose]: async () => redis.disconnect(),
  };
}

const login = (userId: string) => ({
  userId,
  credential: "of a password",
  createdAt: Date.now(),
  lastSeenAt: Date.now(),
  device: "Firefox, Linux",
  place: "192.0.2.x",
});

test("list shows everybody, newest first, or those whose address has a part", async () => {
  const { db } = database;
  const meena = await given.user(db, { email: "meena@example.org" });
  await given.user(db, { email: "ravi@example.org", isVerified: false });
  await given.analysis(db, { owner: { kind: "user", id: meena.id } });
  await db.updateTable("users").set({ created_at: 0 }).where("id", "=", meena.id).execute();

  const everybody = await users(["list"]);
  expect(everybody).toMatchObject({ code: 0, err: "" });
  const today = new Date().toISOString().slice(0, 8);
  expect(
    everybody.out
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/)),
  ).toEqual([
    ["ROLE", "CONFIRMED", "READINGS", "REGISTERED", "ADDRESS"],
    ["user", "no", "0", expect.stringContaining(today), "ravi@example.org"],
    ["user", "yes", "1", "1970-01-01", "meena@example.org"],
  ]);

  const found = await users(["list", "--search", "MEENA"]);
  expect(found.out).toContain("meena@example.org");
  expect(found.out).not.toContain("ravi");
});

test("promote and demote change the role, write it down and end the sessions", async () => {
  const { db } = database;
  await using redis = await openSessions();
  const user = await given.user(db, { email: "ravi@example.org" });
  const other = await given.user(db);
  const theirs = await redis.sessions.create(login(user.id));
  const others = await redis.sessions.create(login(other.id));
  const env = { REDIS_URL: inject("redisUrl") };

  const promoted = await users(["promote", " Ravi@Example.org "], env);
  expect(promoted).toMatchObject({ code: 0, err: "" });
  expect(promoted.out).toContain("ravi@example.org is an admin now.");
  expect((await findUser(db, user.id))?.role).toBe("admin");
  expect(await redis.sessions.read(theirs)).toBeUndefined();
  expect(await redis.sessions.read(others)).toBeDefined();

  expect((await users(["promote", "ravi@example.org"], env)).out).toContain("already");
  expect((await users(["demote", "ravi@example.org"], env)).out).toContain("an ordinary user now");
  expect((await findUser(db, user.id))?.role).toBe("user");
  const audit = await listAudit(db, user.id, 10);
  expect(audit.map(({ action, isOwn }) => ({ action, isOwn }))).toEqual([
    { action: "role_changed", isOwn: false },
    { action: "role_changed", isOwn: false },
  ]);
});

test.each(["nothing configured", "a Redis that does not answer"])(
  "with %s the role changes all the same, and the command says what is left",
  async (what) => {
    const { db } = database;
    const user = await given.user(db, { email: "ravi@example.org" });
    const away = `redis://127.0.0.1:${await findFreePort()}`;
    const env: Record<string, string> = what === "nothing configured" ? {} : { REDIS_URL: away };
    const { code, out, err } = await users(["promote", "ravi@example.org"], env);
    expect(code).toBe(0);
    expect(out).toBe("ravi@example.org is an admin now.\n");
    expect(err).toContain("Their sessions could not be ended");
    expect(err).toContain("REDIS_URL");
    expect((await findUser(db, user.id))?.role).toBe("admin");
  },
);

test("delete erases an account with its sessions, readings and photos, once it is told that it is meant", async () => {
  const { db } = database;
  await using redis = await openSessions();
  const user = await given.user(db, { email: "ravi@example.org" });
  const session = await redis.sessions.create(login(user.id));
  const analysis = await given.analysis(db, { owner: { kind: "user", id: user.id } });
  const photoStore = createDiskPhotoStore({ root: join(dataDir, "photos") });
  const [photo] = await listPhotos(db, analysis.id);
  const stored = {
    key: `${user.id}/${analysis.id}/left.jpg`,
    thumbnailKey: `${user.id}/${analysis.id}/left.thumb.jpg`,
    jpeg: new Uint8Array(1),
    width: 1,
    height: 1,
    bytes: 1,
    sha256: "x",
  };
  for (const key of [stored.key, stored.thumbnailKey]) await photoStore.write(key, stored.jpeg);
  await markAsStored(db, photo?.id ?? "", stored);
  const env = { REDIS_URL: inject("redisUrl") };

  const asked = await users(["delete", "ravi@example.org"], env);
  expect(asked).toMatchObject({ code: 2, out: "" });
  expect(asked.err).toContain("--yes");
  expect(await findUser(db, user.id)).toBeDefined();

  const erased = await users(["delete", "ravi@example.org", "--yes"], env);
  expect(erased).toMatchObject({ code: 0, err: "" });
  expect(await findUser(db, user.id)).toBeUndefined();
  expect(await findAnalysis(db, analysis.id)).toBeUndefined();
  expect(await redis.sessions.read(session)).toBeUndefined();
  for (const key of [stored.key, stored.thumbnailKey])
    expect(await photoStore.has(key)).toBe(false);
});

test("delete needs no Redis, and says what stays there", async () => {
  const { db } = database;
  const user = await given.user(db, { email: "ravi@example.org" });
  await given.analysis(db, { owner: { kind: "user", id: user.id } });
  const { code, out, err } = await users(["delete", "ravi@example.org", "--yes"]);
  expect(code).toBe(0);
  expect(out).toContain("was erased");
  expect(err).toContain("sessions are still in Redis");
  expect(await findUser(db, user.id)).toBeUndefined();
});

test.each([["promote"], ["demote"], ["delete"]])(
  "%s of an address that nobody has says so",
  async (command) => {
    const { code, out, err } = await users([command, "nobody@example.org"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe("Nobody has registered with nobody@example.org.\n");
  },
);

test("what is no address, and data that is not there, are told in a line", async () => {
  const noAddress = await users(["promote", "ravi"]);
  expect(noAddress).toEqual({ code: 1, out: "", err: "This is no e-mail address: ravi\n" });
  const noData = await users(["list"], { DATABASE_URL: "" });
  expect(noData.code).toBe(1);
  expect(noData.err).toContain(`There is no database at ${join(dataDir, "app.db")}`);
});

test.each([
  [[]],
  [["promote"]],
  [["promote", "a@example.org", "b@example.org"]],
  [["promote", "a@example.org", "--yes"]],
  [["list", "a@example.org"]],
  [["list", "--all"]],
  [["forget", "a@example.org"]],
])("what it does not understand makes it say what it does: %j", async (args) => {
  const { code, out, err } = await users(args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("npm run users -- promote EMAIL");
});
