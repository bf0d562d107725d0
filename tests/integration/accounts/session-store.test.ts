import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import type { SessionData, SessionStore } from "#core/ports.ts";
import { openRedis } from "#platform/redis/open-redis.ts";
import { ServiceUnavailable } from "#platform/service-unavailable.ts";
import { createRedisSessionStore } from "#platform/sessions/redis-session-store.ts";
import { findFreePort } from "#services/free-port.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { until } from "#tests/support/until.ts";

const LIFE_SECONDS = 1_000;

describe("sessions in Redis", () => {
  let redis: Redis;
  let sessions: SessionStore;
  let userId: string;

  beforeEach(() => {
    redis = new Redis(inject("redisUrl"));
    onTestFinished(() => redis.disconnect());
    sessions = createRedisSessionStore(redis, { lifeSeconds: LIFE_SECONDS });
    userId = randomUUID();
  });

  const dataOf = (overrides: Partial<SessionData> = {}): SessionData => ({
    userId,
    credential: "of a password",
    createdAt: 1_000,
    lastSeenAt: 2_000,
    device: "Chrome, Android",
    place: "203.0.113.x",
    ...overrides,
  });
  const keyOf = (id: string) => `session:${id}`;
  const countListed = () => redis.zcard(`sessions-of:${userId}`);

  /** As if the session's time were over. */
  async function expire(id: string) {
    await redis.pexpire(keyOf(id), 1);
    await until(async () => (await redis.exists(keyOf(id))) === 0, { what: "the session is over" });
  }

  test("a session comes back as it was begun, under an id that cannot be guessed", async () => {
    const [one, other] = [await sessions.create(dataOf()), await sessions.create(dataOf())];

    expect(await sessions.read(one)).toEqual(dataOf());
    expect(one).toMatch(/^[\w-]{32}$/);
    expect(other).not.toBe(one);
  });

  test("each use prolongs it, and without use it ends", async () => {
    const id = await sessions.create(dataOf());
    expect(await redis.ttl(keyOf(id))).toBeGreaterThan(LIFE_SECONDS - 10);

    await redis.expire(keyOf(id), 5);
    expect(await sessions.read(id)).toBeDefined();
    expect(await redis.ttl(keyOf(id))).toBeGreaterThan(LIFE_SECONDS - 10);

    await redis.expire(keyOf(id), 5);
    expect(await sessions.update(id, dataOf({ lastSeenAt: 3_000 }))).toBe(true);
    expect(await redis.ttl(keyOf(id))).toBeGreaterThan(LIFE_SECONDS - 10);
    expect(await sessions.read(id)).toEqual(dataOf({ lastSeenAt: 3_000 }));

    await expire(id);
    expect(await sessions.read(id)).toBeUndefined();
  });

  test.each([
    ["that never was", async () => "never-was"],
    [
      "that has run out",
      async () => {
        const id = await sessions.create(dataOf());
        await expire(id);
        return id;
      },
    ],
    [
      "that was ended",
      async () => {
        const id = await sessions.create(dataOf());
        await sessions.delete(id);
        return id;
      },
    ],
  ])("a write never revives a session %s", async (_which, make) => {
    const id = await make();

    expect(await sessions.update(id, dataOf())).toBe(false);

    expect(await redis.exists(keyOf(id))).toBe(0);
    expect(await sessions.read(id)).toBeUndefined();
    expect(await sessions.listOf(userId)).toEqual([]);
  });

  test("the list shows a user's own sessions, newest first, and no ids", async () => {
    const early = await sessions.create(dataOf({ createdAt: 1, device: "Firefox, Linux" }));
    const late = await sessions.create(dataOf({ createdAt: 2 }));
    await sessions.create(dataOf({ userId: randomUUID() }));

    const list = await sessions.listOf(userId);

    expect(list).toEqual([
      { ...withoutUser(dataOf({ createdAt: 2 })), handle: sessions.handleOf(late) },
      {
        ...withoutUser(dataOf({ createdAt: 1, device: "Firefox, Linux" })),
        handle: sessions.handleOf(early),
      },
    ]);
    expect(JSON.stringify(list)).not.toContain(late);
    expect(sessions.handleOf(late)).not.toBe(sessions.handleOf(early));
  });

  test("what has run out is dropped from the list", async () => {
    const gone = await sessions.create(dataOf());
    const alive = await sessions.create(dataOf());
    await expire(gone);
    expect(await countListed()).toBe(2);

    const list = await sessions.listOf(userId);

    expect(list.map(({ handle }) => handle)).toEqual([sessions.handleOf(alive)]);
    expect(await countListed()).toBe(1);
  });

  test("a session ends by its handle, for its own user alone", async () => {
    const [mine, kept] = [await sessions.create(dataOf()), await sessions.create(dataOf())];
    const handle = sessions.handleOf(mine);

    expect(await sessions.end(randomUUID(), handle)).toBe(false);
    expect(await sessions.end(userId, "no-such-handle")).toBe(false);
    expect(await sessions.read(mine)).toBeDefined();

    expect(await sessions.end(userId, handle)).toBe(true);
    expect(await sessions.read(mine)).toBeUndefined();
    expect(await sessions.read(kept)).toBeDefined();
    expect(await sessions.end(userId, handle)).toBe(false);
    expect(await countListed()).toBe(1);
  });

  test("a log-out takes its session out of the list", async () => {
    const id = await sessions.create(dataOf());

    await sessions.delete(id);
    await sessions.delete(id);

    expect(await sessions.read(id)).toBeUndefined();
    expect(await countListed()).toBe(0);
  });

  test("all sessions end but the one that is kept, and nobody else's", async () => {
    const stranger = dataOf({ userId: randomUUID() });
    const theirs = await sessions.create(stranger);
    const ids = await Promise.all(Array.from({ length: 5 }, () => sessions.create(dataOf())));
    const kept = ids[2] ?? "";

    expect(await sessions.endAllOf(userId, kept)).toBe(4);

    const alive = await Promise.all(ids.map((id) => sessions.read(id)));
    expect(alive.map((session) => session !== undefined)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(await sessions.read(theirs)).toEqual(stranger);

    expect(await sessions.endAllOf(userId)).toBe(1);
    expect(await sessions.read(kept)).toBeUndefined();
    expect(await sessions.endAllOf(userId)).toBe(0);
  });

  test("sessions beyond those that the list shows end as well", async () => {
    const ids = await Promise.all(Array.from({ length: 130 }, () => sessions.create(dataOf())));
    expect(await sessions.listOf(userId)).toHaveLength(100);

    expect(await sessions.endAllOf(userId)).toBe(130);

    expect(await redis.exists(...ids.map(keyOf))).toBe(0);
  });

  test("what is not a session of ours is nobody's", async () => {
    await redis.set(keyOf(`odd-${userId}`), JSON.stringify({ userId }), "EX", 60);

    expect(await sessions.read(`odd-${userId}`)).toBeUndefined();
  });

  test("Redis that is away is not the same as nobody: every question says so", async () => {
    const away = openRedis(`redis://127.0.0.1:${await findFreePort()}`, silentLog);
    onTestFinished(() => away.disconnect());
    const store = createRedisSessionStore(away, { lifeSeconds: LIFE_SECONDS });

    const questions: Record<string, () => Promise<unknown>> = {
      create: () => store.create(dataOf()),
      read: () => store.read("id"),
      update: () => store.update("id", dataOf()),
      delete: () => store.delete("id"),
      listOf: () => store.listOf(userId),
      end: () => store.end(userId, "handle"),
      endAllOf: () => store.endAllOf(userId),
    };
    for (const [name, ask] of Object.entries(questions)) {
      await expect(ask(), name).rejects.toThrow(ServiceUnavailable);
    }
  });
});

function withoutUser({ userId: _userId, credential: _credential, ...data }: SessionData) {
  return data;
}
