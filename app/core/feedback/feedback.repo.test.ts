import { describe, expect, test } from "vitest";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { databases } from "#tests/support/databases.ts";
import { finishReading } from "#tests/support/finish-reading.ts";
import { given } from "#tests/support/given.ts";
import { deleteAnalysisRow, findAnalysis } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import type { Db } from "../database.ts";
import { countFeedback, listFeedback } from "./feedback.repo.ts";
import { giveFeedback } from "./give-feedback.ts";

async function finished(db: Db, promptVersion = "test/1"): Promise<Analysis> {
  const analysis = await given.analysis(db);
  const reading = given.reading({ promptVersion });
  await finishReading({ db, photoStore: createFakePhotoStore() }, analysis, reading);
  return (await findAnalysis(db, analysis.id)) ?? analysis;
}

describe.each(databases)("whether a part of a reading was helpful, on $name", ({ open }) => {
  test("is one answer a part, which can be changed and taken back, and goes with the reading", async () => {
    await using database = await open();
    const { db } = database;
    const analysis = await finished(db);
    await giveFeedback(db, analysis, { part: "summary", isHelpful: true });
    await giveFeedback(db, analysis, { part: "line:heart", isHelpful: true });
    await giveFeedback(db, analysis, { part: "line:heart", isHelpful: false });
    expect(await listFeedback(db, analysis.id)).toEqual({ summary: true, "line:heart": false });

    await giveFeedback(db, analysis, { part: "summary", isHelpful: null });
    await giveFeedback(db, analysis, { part: "area:mind", isHelpful: null });
    expect(await listFeedback(db, analysis.id)).toEqual({ "line:heart": false });

    await deleteAnalysisRow(db, analysis.id);
    expect(await db.selectFrom("part_feedback").selectAll().execute()).toEqual([]);
  });

  test("is not asked before there is a reading", async () => {
    await using database = await open();
    const waiting = await given.analysis(database.db);
    await expect(
      giveFeedback(database.db, waiting, { part: "summary", isHelpful: true }),
    ).rejects.toMatchObject({ code: "analysis.not_finished" });
  });

  test("is counted by part and by who wrote it, in the order of the report, within a bound", async () => {
    await using database = await open();
    const { db } = database;
    for (const [version, isHelpful] of [
      ["v/1", true],
      ["v/2", true],
      ["v/2", true],
      ["v/2", false],
    ] as const) {
      const analysis = await finished(db, version);
      await giveFeedback(db, analysis, { part: "area:mind", isHelpful });
      if (version === "v/2") await giveFeedback(db, analysis, { part: "summary", isHelpful });
    }
    const by = { reader: "openai" as const };
    expect(await countFeedback(db, 10)).toEqual([
      { ...by, version: "v/2", part: "summary", helpful: 2, unhelpful: 1 },
      { ...by, version: "v/2", part: "area:mind", helpful: 2, unhelpful: 1 },
      { ...by, version: "v/1", part: "area:mind", helpful: 1, unhelpful: 0 },
    ]);
    expect(await countFeedback(db, 2)).toHaveLength(2);
  });
});
