import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { finishReading } from "#tests/support/finish-reading.ts";
import { given } from "#tests/support/given.ts";
import { deleteAnalysisRow, findAnalysisOf, updateLabel } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import type { Owner } from "../analyses/owner.ts";
import { listAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import type { User } from "../users/user.ts";
import { makeShareLink } from "./make-share-link.ts";
import { openSharedReading, readShareLink } from "./read-shared.ts";
import { revokeShareLink } from "./revoke-share-link.ts";

const from = { device: "Chrome, Android", place: "192.0.2.0/24" };
const secretKeys = ["a secret of ours"];

describe.each(databases)("a link to a summary, on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let user: User;
  beforeEach(async () => {
    database = await open();
    db = database.db;
    user = await given.user(db, { email: "asha@example.org" });
  });
  afterEach(() => database[Symbol.asyncDispose]());

  async function finished(owner: Owner = { kind: "user", id: user.id }): Promise<Analysis> {
    const analysis = await given.analysis(db, { owner });
    await finishReading({ db, photoStore: createFakePhotoStore() }, analysis);
    return (await findAnalysisOf(db, owner, analysis.id)) ?? analysis;
  }

  const make = (analysis: Analysis, keys = secretKeys) =>
    makeShareLink(db, analysis, { userId: user.id, secretKeys: keys, from });
  const revoke = (analysis: Analysis) =>
    revokeShareLink(db, analysis.id, { userId: user.id, from });
  const show = (token: string) => openSharedReading(db, token, "en");
  const nothing = { code: "share.not_found", kind: "not_found" };

  test("shows the summary to whoever has it, and nothing else of the reading or of its owner", async () => {
    const analysis = await finished();
    await updateLabel(db, analysis.id, "for my mother");
    const { token, isNew } = await make(analysis);
    expect(isNew).toBe(true);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(await show(token)).toEqual({
      summary: given.reading().summary,
      writtenIn: "en",
    });
  });

  test("is one a reading: made twice, or by two at once, it is the same", async () => {
    const analysis = await finished();
    const made = await Promise.all([make(analysis), make(analysis), make(analysis)]);
    expect(new Set(made.map(({ token }) => token)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    const entries = await listAudit(db, user.id, 10);
    expect(entries.map(({ action }) => action)).toEqual(["link_made"]);
  });

  test("is not kept in the database, and can be shown again all the same", async () => {
    const analysis = await finished();
    const { token } = await make(analysis);
    const rows = await db.selectFrom("share_links").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await readShareLink(db, analysis.id, ["a newer secret", ...secretKeys]))?.token).toBe(
      token,
    );
  });

  test("works on when our secret has changed, but cannot be shown; another one replaces it", async () => {
    const analysis = await finished();
    const { token } = await make(analysis);
    expect((await readShareLink(db, analysis.id, ["another secret"]))?.token).toBeNull();
    expect(await show(token)).toBeDefined();

    const { token: next, isNew } = await make(analysis, ["another secret"]);
    expect(isNew).toBe(true);
    expect(await show(next)).toBeDefined();
    await expect(show(token)).rejects.toMatchObject(nothing);
  });

  test("opens nothing once it is taken back, and the next one is another", async () => {
    const analysis = await finished();
    const { token } = await make(analysis);
    expect(await revoke(analysis)).toBe(true);
    await expect(show(token)).rejects.toMatchObject(nothing);
    expect(await readShareLink(db, analysis.id, secretKeys)).toBeNull();
    expect(await revoke(analysis)).toBe(false);

    const { token: next } = await make(analysis);
    expect(next).not.toBe(token);
    await expect(show(token)).rejects.toMatchObject(nothing);
    const entries = await listAudit(db, user.id, 10);
    expect(entries.map(({ action }) => action)).toEqual(["link_made", "link_revoked", "link_made"]);
  });

  test("goes with its reading, and is then told from none that never was by nothing", async () => {
    const analysis = await finished();
    const { token } = await make(analysis);
    const other = await make(await finished());
    await deleteAnalysisRow(db, analysis.id);
    await expect(show(token)).rejects.toMatchObject(nothing);
    for (const wrong of ["", "x", `${token}x`, token.toLowerCase(), "क".repeat(5_000)]) {
      await expect(show(wrong)).rejects.toMatchObject(nothing);
    }
    expect(await show(other.token)).toBeDefined();
  });

  test("cannot be made of what has not been read", async () => {
    const waiting = await given.analysis(db, { owner: { kind: "user", id: user.id } });
    await expect(make(waiting)).rejects.toMatchObject({ code: "analysis.not_finished" });
    expect(await db.selectFrom("share_links").selectAll().execute()).toEqual([]);
  });
});
