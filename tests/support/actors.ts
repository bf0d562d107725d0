import { createCookie } from "@remix-run/node";
import { Redis } from "ioredis";
import { v7 as uuidv7 } from "uuid";
import { listPhotos } from "#core/photos/photos.repo.ts";
import type { Analysis } from "#core/analyses/analysis.ts";
import type { Owner } from "#core/analyses/owner.ts";
import type { Db } from "#core/database.ts";
import { createSecretToken } from "#core/secret-token.ts";
import { ensureGuest } from "#core/guests/guests.repo.ts";
import { createApiToken } from "#core/users/api-tokens.repo.ts";
import { credentialOf } from "#core/users/credential.ts";
import type { User } from "#core/users/user.ts";
import { findUser, updateRole } from "#core/users/users.repo.ts";
import { createCsrfToken } from "#http/csrf.server.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createDiskPhotoStore } from "#platform/photos/disk-photo-store.ts";
import { createRedisSessionStore } from "#platform/sessions/redis-session-store.ts";
import { given } from "./given.ts";
import { markAsStored } from "./mark-as-stored.ts";
import { type Product, TEST_SECRET_KEY } from "./product.ts";
import { silentLog } from "./silent-log.ts";

/** Everybody who may knock. */
export const actorNames = [
  "nobody",
  "otherGuest",
  "guestOwner",
  "otherUser",
  "userOwner",
  "admin",
  "token",
] as const;
export type ActorName = (typeof actorNames)[number];

export type Actor = {
  readonly name: ActorName;
  readonly owner: Owner | null;
  readonly user: User | null;
  readonly sessionId: string | null;
  /** What the actor's requests carry. */
  readonly headers: Readonly<Record<string, string>>;
  /** A token that fits them; null for whoever needs none. */
  readonly csrf: string | null;
};

/** Makes people and their readings right in the stores of a running product, so that a test can have very many. */
export async function openStage(product: Product) {
  const db: Db = openDatabase(product.database, silentLog);
  const redis = new Redis(`${product.redisUrl}/0`);
  const sessions = createRedisSessionStore(redis, { lifeSeconds: 3_600 });
  const photoStore = createDiskPhotoStore({ root: `${product.dataDir}/photos` });
  const cookies = {
    session: createCookie("session", { secrets: [TEST_SECRET_KEY] }),
    guest: createCookie("guest", { secrets: [TEST_SECRET_KEY] }),
  };
  const cookieOf = async (kind: "session" | "guest", value: string) =>
    (await cookies[kind].serialize(value)).split(";")[0] ?? "";
  const csrfFor = (binding: string) => createCsrfToken(binding, [TEST_SECRET_KEY]);

  async function guest(name: ActorName): Promise<Actor> {
    const token = createSecretToken();
    return {
      name,
      owner: { kind: "guest", id: await ensureGuest(db, token) },
      user: null,
      sessionId: null,
      headers: { Cookie: await cookieOf("guest", token) },
      csrf: csrfFor(`guest:${token}`),
    };
  }

  async function startSession(userId: string) {
    const now = Date.now();
    const { password_hash: hash } = await db
      .selectFrom("users")
      .select("password_hash")
      .where("id", "=", userId)
      .executeTakeFirstOrThrow();
    const data = {
      userId,
      credential: credentialOf(hash),
      createdAt: now,
      lastSeenAt: now,
      device: "Test",
      place: "?",
    };
    const id = await sessions.create(data);
    return {
      id,
      headers: { Cookie: await cookieOf("session", id) },
      csrf: csrfFor(`session:${id}`),
    };
  }

  async function user(name: ActorName, role: "user" | "admin" = "user"): Promise<Actor> {
    const { id } = await given.user(db);
    if (role === "admin") await updateRole(db, id, role);
    const made = await findUser(db, id);
    const session = await startSession(id);
    return {
      name,
      owner: { kind: "user", id },
      user: made ?? null,
      sessionId: session.id,
      headers: session.headers,
      csrf: session.csrf,
    };
  }

  async function program(user: User): Promise<Actor> {
    const { token } = await createApiToken(db, user.id, "a program");
    return {
      name: "token",
      owner: { kind: "user", id: user.id },
      user,
      sessionId: null,
      headers: { Authorization: `Bearer ${token}` },
      csrf: null,
    };
  }

  return {
    db,
    redis,
    sessions,
    photoStore,
    guest,
    user,
    startSession,
    /** One of each; the program is the owner's. */
    async cast(): Promise<Record<ActorName, Actor>> {
      const userOwner = await user("userOwner");
      return {
        nobody: {
          name: "nobody",
          owner: null,
          user: null,
          sessionId: null,
          headers: {},
          csrf: null,
        },
        otherGuest: await guest("otherGuest"),
        guestOwner: await guest("guestOwner"),
        otherUser: await user("otherUser"),
        userOwner,
        admin: await user("admin", "admin"),
        token: await program(userOwner.user as User),
      };
    },
    /** A finished reading of the owner, with a photo on disk. */
    async reading(owner: Owner): Promise<Analysis> {
      const analysis = await given.analysis(db, { owner });
      const [photo] = await listPhotos(db, analysis.id);
      const folder = `${owner.kind === "user" ? owner.id : "guest"}/${analysis.id}`;
      const stored = {
        key: `${folder}/${uuidv7()}.jpg`,
        thumbnailKey: `${folder}/${uuidv7()}.thumb.jpg`,
        width: 3,
        height: 4,
        bytes: 3,
        sha256: "x",
      };
      for (const key of [stored.key, stored.thumbnailKey]) {
        await photoStore.write(key, new Uint8Array([0xff, 0xd8, 0xff]));
      }
      await markAsStored(db, photo?.id ?? "", stored);
      const { assessment, summary } = given.reading();
      await db
        .updateTable("analyses")
        .set({
          status: "completed",
          reader: "builtin",
          assessment: JSON.stringify(assessment),
          summary: JSON.stringify(summary),
          completed_at: Date.now(),
        })
        .where("id", "=", analysis.id)
        .execute();
      return analysis;
    },
    async [Symbol.asyncDispose]() {
      await redis.quit();
      await db.destroy();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
