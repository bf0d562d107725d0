import { describe, expect, test } from "vitest";
import { listAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { DomainError } from "../errors.ts";
import { databases } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { changeRole } from "./change-role.ts";
import { findUser } from "./users.repo.ts";

/** Sessions that remember whose were ended, and what the user's role was by then. */
function createSessions(db: Db) {
  const ended: { userId: string; role: string | undefined }[] = [];
  const sessions = {
    ended,
    isAway: false,
    async endAllOf(userId: string) {
      if (sessions.isAway) throw new DomainError("unavailable", "service.unavailable", "away");
      ended.push({ userId, role: (await findUser(db, userId))?.role });
      return 1;
    },
  };
  return sessions;
}

describe.each(databases)("another role, on $name", ({ open }) => {
  test("is given and taken, written down with who did it, and ends the user's sessions afterwards", async () => {
    await using database = await open();
    const { db } = database;
    const sessions = createSessions(db);
    const [admin, user] = [await given.user(db), await given.user(db)];
    const change = (role: "user" | "admin", actorId: string | null) =>
      changeRole({ db, sessions }, { userId: user.id, role, actorId });

    expect(await change("admin", admin.id)).toBe(true);
    expect((await findUser(db, user.id))?.role).toBe("admin");
    expect(await change("user", null)).toBe(true);
    expect((await findUser(db, user.id))?.role).toBe("user");

    expect(sessions.ended).toEqual([
      { userId: user.id, role: "admin" },
      { userId: user.id, role: "user" },
    ]);
    const actors = await db
      .selectFrom("audit_entries")
      .select(["action", "actor_id", "device", "place"])
      .where("user_id", "=", user.id)
      .orderBy("id")
      .execute();
    const entry = { action: "role_changed", device: null, place: null };
    expect(actors).toEqual([
      { ...entry, actor_id: admin.id },
      { ...entry, actor_id: null },
    ]);
  });

  test("of two who give it at once, one is told that they did, and it is written down once", async () => {
    await using database = await open();
    const { db } = database;
    const sessions = createSessions(db);
    const user = await given.user(db);
    const change = () =>
      changeRole({ db, sessions }, { userId: user.id, role: "admin", actorId: null });
    expect((await Promise.all([change(), change()])).sort()).toEqual([false, true]);
    expect(await listAudit(db, user.id, 10)).toHaveLength(1);
  });

  test("stands when the sessions cannot be ended, and the next try ends them", async () => {
    await using database = await open();
    const { db } = database;
    const sessions = createSessions(db);
    const user = await given.user(db);
    const change = () =>
      changeRole({ db, sessions }, { userId: user.id, role: "admin", actorId: null });
    sessions.isAway = true;
    await expect(change()).rejects.toThrow("away");
    expect((await findUser(db, user.id))?.role).toBe("admin");

    sessions.isAway = false;
    expect(await change()).toBe(false);
    expect(sessions.ended).toEqual([{ userId: user.id, role: "admin" }]);
    expect(await listAudit(db, user.id, 10)).toHaveLength(1);
  });

  test("is never one's own to give or take, and nobody's who is gone", async () => {
    await using database = await open();
    const { db } = database;
    const sessions = createSessions(db);
    const user = await given.user(db);
    const toSelf = changeRole(
      { db, sessions },
      { userId: user.id, role: "admin", actorId: user.id },
    );
    await expect(toSelf).rejects.toMatchObject({ code: "user.own_role" });
    expect((await findUser(db, user.id))?.role).toBe("user");
    expect(sessions.ended).toEqual([]);

    const gone = "00000000-0000-7000-8000-000000000000";
    const toNobody = changeRole({ db, sessions }, { userId: gone, role: "admin", actorId: null });
    expect(await toNobody).toBe(false);
  });
});
