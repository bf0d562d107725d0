import { describe, expect, test } from "vitest";
import type { Analysis } from "../analyses/analysis.ts";
import type { AnalysisStatus, Db } from "../database.ts";
import { databases } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import type { StreamsAdmin } from "./streams-admin.ts";
import { countEverything, listAllAnalyses } from "./admin.repo.ts";
import { listAnalysesWithCost } from "./list-analyses-with-cost.ts";

const all = { search: "", status: null, limit: 20, offset: 0 } as const;

/** Puts an analysis where a run would have brought it, at a time of the test's choosing. */
async function settle(
  db: Db,
  { id }: Analysis,
  columns: {
    status?: AnalysisStatus;
    error_code?: string;
    reader?: "openai" | "builtin";
    attempts?: number;
    created_at?: number;
    completed_at?: number;
    label?: string;
    summary?: string;
  },
): Promise<void> {
  await db.updateTable("analyses").set(columns).where("id", "=", id).execute();
}

describe.each(databases)("what admins see, on $name", ({ open }) => {
  test("everything is counted, readings by their state", async () => {
    await using database = await open();
    const { db } = database;
    const none = { queued: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
    expect(await countEverything(db)).toEqual({ users: 0, guests: 0, readings: none });

    const user = await given.user(db);
    await given.user(db);
    await given.analysis(db);
    for (const status of ["failed", "failed", "completed"] as const) {
      const analysis = await given.analysis(db, { owner: { kind: "user", id: user.id } });
      await settle(db, analysis, { status });
    }
    expect(await countEverything(db)).toEqual({
      users: 2,
      guests: 1,
      readings: { ...none, queued: 1, failed: 2, completed: 1 },
    });
  });

  test("a list tells how each analysis went and whose it is, and nothing of what is private", async () => {
    await using database = await open();
    const { db } = database;
    const user = await given.user(db, { email: "ravi@example.org" });
    const failed = await given.analysis(db, { owner: { kind: "user", id: user.id } });
    await settle(db, failed, {
      status: "failed",
      error_code: "palm.no_hand",
      attempts: 2,
      created_at: 1_000,
      completed_at: 5_500,
      label: "for my mother",
      summary: JSON.stringify({ headline: "a broad palm" }),
    });
    const queued = await given.analysis(db);
    await settle(db, queued, { created_at: 2_000 });

    const { items, total } = await listAllAnalyses(db, all);
    expect(total).toBe(2);
    expect(items).toEqual([
      {
        id: queued.id,
        owner: null,
        status: "queued",
        errorCode: null,
        reader: null,
        attempts: 0,
        createdAt: new Date(2_000),
        durationMs: null,
      },
      {
        id: failed.id,
        owner: { id: user.id, email: "ravi@example.org" },
        status: "failed",
        errorCode: "palm.no_hand",
        reader: null,
        attempts: 2,
        createdAt: new Date(1_000),
        durationMs: 4_500,
      },
    ]);
  });

  test("a list comes in pages, newest first, also where several were sent in one millisecond", async () => {
    await using database = await open();
    const { db } = database;
    const analyses = await Promise.all([1, 2, 3, 4, 5].map(() => given.analysis(db)));
    for (const analysis of analyses) await settle(db, analysis, { created_at: 7 });
    const newestFirst = analyses.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));

    const seen: string[] = [];
    for (const offset of [0, 2, 4, 6]) {
      const { items, total } = await listAllAnalyses(db, { ...all, limit: 2, offset });
      expect(total).toBe(5);
      seen.push(...items.map(({ id }) => id));
    }
    expect(seen).toEqual(newestFirst);
  });

  test("a search finds one by its id, several by a part of the owner's address, and by their state", async () => {
    await using database = await open();
    const { db } = database;
    const send = async (email: string, status: AnalysisStatus) => {
      const user = await given.user(db, { email });
      const analysis = await given.analysis(db, { owner: { kind: "user", id: user.id } });
      await settle(db, analysis, { status });
      return analysis.id;
    };
    const ravi = await send("ravi_k@example.org", "completed");
    const ravix = await send("ravixk@example.org", "failed");
    const percent = await send("100%!@example.org", "failed");
    const guests = (await given.analysis(db)).id;
    const find = async (search: string, status: AnalysisStatus | null = null) => {
      const { items, total } = await listAllAnalyses(db, { ...all, search, status });
      expect(total).toBe(items.length);
      return items.map(({ id }) => id).sort();
    };

    expect(await find(guests.toUpperCase())).toEqual([guests]);
    expect(await find("RAVI")).toEqual([ravi, ravix].sort());
    expect(await find("ravi_k")).toEqual([ravi]);
    expect(await find("%")).toEqual([percent]);
    expect(await find("!")).toEqual([percent]);
    expect(await find("'; drop table analyses; --")).toEqual([]);
    expect(await find("", "failed")).toEqual([ravix, percent].sort());
    expect(await find("ravi", "failed")).toEqual([ravix]);
    expect(await find(ravi, "failed")).toEqual([]);
  });

  test("a list tells what each analysis has cost, all its paid answers together", async () => {
    await using database = await open();
    const { db } = database;
    const [repaired, uncounted, free] = [
      await given.analysis(db),
      await given.analysis(db),
      await given.analysis(db),
    ];
    const call = { response: "{}", model: "dear", created_at: 1 };
    await db
      .insertInto("provider_calls")
      .values([
        {
          ...call,
          analysis_id: repaired.id,
          step: "read",
          prompt_tokens: 1_000,
          completion_tokens: 200,
        },
        {
          ...call,
          analysis_id: repaired.id,
          step: "repair",
          model: "cheap",
          prompt_tokens: 300,
          completion_tokens: 50,
        },
        {
          ...call,
          analysis_id: uncounted.id,
          step: "read",
          prompt_tokens: null,
          completion_tokens: null,
        },
      ])
      .execute();
    const streamsAdmin: Pick<StreamsAdmin, "costOf"> = {
      costOf: (model, { promptTokens, completionTokens }) =>
        (model === "dear" ? 10 : 1) * (promptTokens + 4 * completionTokens),
    };

    const { items, total } = await listAnalysesWithCost({ db, streamsAdmin }, all);
    expect(total).toBe(3);
    expect(new Map(items.map(({ id, paid }) => [id, paid]))).toEqual(
      new Map([
        [repaired.id, { tokens: 1_550, cost: 18_000 + 500 }],
        [uncounted.id, { tokens: 0, cost: 0 }],
        [free.id, null],
      ]),
    );
  });
});
