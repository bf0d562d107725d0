import { createHash, randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { z } from "zod";
import type { SessionData, SessionStore } from "#core/ports.ts";
import { askRedis } from "../redis/open-redis.ts";

const Stored = z.object({
  userId: z.string(),
  credential: z.string(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  device: z.string(),
  place: z.string(),
});

/** The list outlives every session in it, and goes when nobody is seen any more. */
const LIST_SECONDS = 400 * 24 * 60 * 60;

/** A user's sessions that are listed, newest first. */
const MOST_LISTED = 100;

/**
 * Sessions in Redis: `session:{id}` holds the data for `lifeSeconds` after its last use, `sessions-of:{user}` the ids
 * by the time of their creation. Entries whose session has run out are dropped from the list when it is read.
 */
export function createRedisSessionStore(
  redis: Redis,
  { lifeSeconds }: { readonly lifeSeconds: number },
): SessionStore {
  const sessionKey = (id: string) => `session:${id}`;
  const listKey = (userId: string) => `sessions-of:${userId}`;

  async function readAll(
    userId: string,
  ): Promise<readonly { readonly id: string; readonly data: SessionData }[]> {
    const ids = await redis.zrevrange(listKey(userId), 0, MOST_LISTED - 1);
    if (ids.length === 0) return [];
    const values = await redis.mget(ids.map(sessionKey));
    const gone = ids.filter((_, index) => values[index] === null);
    if (gone.length > 0) await redis.zrem(listKey(userId), ...gone);
    return ids.flatMap((id, index) => {
      const data = parse(values[index] ?? null);
      return data ? [{ id, data }] : [];
    });
  }

  async function remove(userId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await redis
      .multi()
      .del(...ids.map(sessionKey))
      .zrem(listKey(userId), ...ids)
      .exec();
  }

  return {
    handleOf,

    create: (data) =>
      askRedis(async () => {
        const id = randomBytes(24).toString("base64url");
        await redis
          .multi()
          .set(sessionKey(id), JSON.stringify(data), "EX", lifeSeconds)
          .zadd(listKey(data.userId), String(data.createdAt), id)
          .expire(listKey(data.userId), LIST_SECONDS)
          .exec();
        return id;
      }),

    read: (id) => askRedis(async () => parse(await redis.getex(sessionKey(id), "EX", lifeSeconds))),

    update: (id, data) =>
      askRedis(async () => {
        const answer = await redis.set(
          sessionKey(id),
          JSON.stringify(data),
          "EX",
          lifeSeconds,
          "XX",
        );
        await redis.expire(listKey(data.userId), LIST_SECONDS);
        return answer === "OK";
      }),

    delete: (id) =>
      askRedis(async () => {
        const data = parse(await redis.getdel(sessionKey(id)));
        if (data) await redis.zrem(listKey(data.userId), id);
      }),

    listOf: (userId) =>
      askRedis(async () =>
        (await readAll(userId)).map(({ id, data: { userId: _, credential: __, ...data } }) => ({
          ...data,
          handle: handleOf(id),
        })),
      ),

    end: (userId, handle) =>
      askRedis(async () => {
        const found = (await readAll(userId)).find(({ id }) => handleOf(id) === handle);
        if (found) await remove(userId, [found.id]);
        return found !== undefined;
      }),

    endAllOf: (userId, keepId) =>
      askRedis(async () => {
        const ids = (await redis.zrevrange(listKey(userId), 0, -1)).filter((id) => id !== keepId);
        await remove(userId, ids);
        return ids.length;
      }),
  };
}

/** Names a session without giving it away. */
function handleOf(id: string): string {
  return createHash("sha256").update(`session-handle:${id}`).digest("base64url").slice(0, 16);
}

function parse(value: string | null): SessionData | undefined {
  if (value === null) return undefined;
  const parsed = Stored.safeParse(JSON.parse(value));
  return parsed.success ? parsed.data : undefined;
}
