import { type Db, nowMs } from "../database.ts";
import type { Assessment, Reading, Report, Summary } from "../reading/reading.ts";
import type { Analysis } from "./analysis.ts";
import { ownerColumn } from "./owner.ts";

export type EarlierReading = { readonly analysisId: string; readonly reading: Reading };

/**
 * What the same owner was told of the same photos by the same recipe, at most `maxAgeMs` ago; the newest there is.
 *
 * Only what a reader has read is found, never what was taken over from it: its age is the reading's own, and with the
 * analysis it is gone. Nobody else's analyses are looked at, however alike, so nothing about them can show.
 */
export async function findEarlierReading(
  db: Db,
  { id, owner }: Pick<Analysis, "id" | "owner">,
  { recipe, maxAgeMs }: { readonly recipe: string; readonly maxAgeMs: number },
): Promise<EarlierReading | undefined> {
  if (maxAgeMs <= 0) return undefined;
  const column = ownerColumn(owner);
  const row = await db
    .selectFrom("analyses")
    .selectAll()
    .where(column, "=", owner.id)
    .where("content_hash", "=", ({ selectFrom }) =>
      selectFrom("analyses as mine")
        .select("mine.content_hash")
        .where("mine.id", "=", id)
        // Claimed meanwhile: then it is no longer this owner's, and nothing of theirs is for it.
        .where(`mine.${column}`, "=", owner.id),
    )
    .where("recipe", "=", recipe)
    .where("status", "=", "completed")
    .where("completed_at", ">", ({ eb }) => eb(nowMs, "-", maxAgeMs))
    .orderBy("completed_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row || row.assessment === null || row.summary === null) return undefined;
  return {
    analysisId: row.id,
    reading: {
      schemaVersion: row.schema_version ?? "",
      promptVersion: row.prompt_version ?? "",
      model: row.model,
      assessment: JSON.parse(row.assessment) as Assessment,
      summary: JSON.parse(row.summary) as Summary,
      report: parseJson(row.report) as Report | null,
      sights: parseJson(row.sights) as Reading["sights"],
      grounds: parseJson(row.grounds) as Reading["grounds"],
      // Paid once, and counted there.
      usage: null,
    },
  };
}

/** Our own JSON, as in analyses.repo.ts. */
function parseJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
