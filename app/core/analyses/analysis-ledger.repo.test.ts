import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import type { Db } from "../database.ts";
import { PhotoRejected } from "../photos/photo.ts";
import { findAnalysis } from "./analyses.repo.ts";
import { createAnalysisLedger } from "./analysis-ledger.ts";

const first = "000001795392459499-000001";
const second = "000001795392459499-000002";

describe.each(databases)("the ledger of analyses on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;

  beforeEach(async () => {
    database = await open();
    db = database.db;
  });

  afterEach(() => database[Symbol.asyncDispose]());

  test("a claim takes the row, and only a newer run can take it over", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);

    expect(await ledger.claim(id, second)).toMatchObject({ outcome: "claimed", job: { id } });
    expect(await ledger.claim(id, first)).toEqual({
      outcome: "fenced",
      by: second,
      leaseAlive: true,
    });
    expect(await ledger.claim(id, second)).toMatchObject({ outcome: "fenced" });
  });

  test("of two runs only the newer one can commit", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);
    await ledger.claim(id, first);
    await ledger.claim(id, second);
    const result = { reader: "builtin" as const, recipe: "test", reading: given.reading() };

    expect(await ledger.commit(id, first, result)).toBe(false);
    expect(await ledger.commit(id, second, result)).toBe(true);
    expect(await ledger.commit(id, second, result)).toBe(false);
    expect((await findAnalysis(db, id))?.reading?.summary.headline).toBe("A steady hand");
  });

  test("a finished row is settled for every later run", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);
    await ledger.claim(id, first);
    await ledger.fail(id, first, new PhotoRejected("unreadable", { hand: "left" }));

    expect(await ledger.claim(id, second)).toEqual({ outcome: "settled" });
    expect(await findAnalysis(db, id)).toMatchObject({
      status: "failed",
      error: { code: "photo.unreadable", params: {} },
    });
  });

  test("a row that nobody knows is gone", async () => {
    const ledger = createAnalysisLedger(db);

    expect(await ledger.claim("0193", first)).toEqual({ outcome: "gone" });
  });

  test("a postponed run leaves the row queued and alone for a while", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);
    await ledger.claim(id, first);

    expect(await ledger.postpone(id, first, new Error("busy"), 60_000)).toBe(true);
    expect((await findAnalysis(db, id))?.status).toBe("queued");
    expect((await findAnalysis(db, id))?.error).toBeNull();

    await age(db, id);
    const [unsettled] = await ledger.listUnsettled(undefined, 10);
    expect(unsettled).toMatchObject({ id, cost: 1 });
    expect(unsettled?.delayMs).toBeGreaterThan(50_000);
    expect(unsettled?.delayMs).toBeLessThanOrEqual(60_000);
  });

  test("the sweep sees queued rows that have waited and runs whose lease ran out, nothing else", async () => {
    const ledger = createAnalysisLedger(db);
    const fresh = await given.analysis(db);
    const waiting = await given.analysis(db);
    const atWork = await given.analysis(db);
    const orphaned = await given.analysis(db);
    const finished = await given.analysis(db);
    await age(db, waiting.id);
    await ledger.claim(atWork.id, first);
    await ledger.claim(orphaned.id, first);
    await db
      .updateTable("analyses")
      .set({ lease_until: 1 })
      .where("id", "=", orphaned.id)
      .execute();
    await ledger.claim(finished.id, first);
    await ledger.fail(finished.id, first, new Error("no"));
    await age(db, finished.id);

    const seen = (await ledger.listUnsettled(undefined, 10)).map((row) => row.id);

    expect(seen).toEqual([waiting.id, orphaned.id]);
    expect(seen).not.toContain(fresh.id);
    expect(await ledger.listUnsettled(orphaned.id, 10)).toEqual([]);
    expect(await ledger.listUnsettled(undefined, 1)).toHaveLength(1);
  });

  test("a renewed lease keeps the sweep away", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);
    await ledger.claim(id, first);
    await db.updateTable("analyses").set({ lease_until: 1 }).where("id", "=", id).execute();

    await ledger.renew([first]);

    expect(await ledger.listUnsettled(undefined, 10)).toEqual([]);
  });

  test("a run that is handed back can be claimed again at once", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);
    await ledger.claim(id, first);

    expect(await ledger.release(id, first)).toBe(true);
    expect(await ledger.claim(id, second)).toMatchObject({ outcome: "claimed" });
  });

  test("a job whose workers kept dying is failed once", async () => {
    const { id } = await given.analysis(db);
    const ledger = createAnalysisLedger(db);
    await ledger.claim(id, first);

    expect(await ledger.failCrashed(id)).toBe(true);
    expect(await ledger.failCrashed(id)).toBe(false);
    expect((await findAnalysis(db, id))?.error).toEqual({ code: "internal", params: {} });
  });
});

/** Makes a row old enough for the sweep. */
async function age(db: Db, id: string): Promise<void> {
  await db
    .updateTable("analyses")
    .set(({ eb }) => ({ updated_at: eb("updated_at", "-", 60_000) }))
    .where("id", "=", id)
    .execute();
}
