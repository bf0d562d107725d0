import { type Db, nowMs } from "../database.ts";
import { type ReadingPart, readingParts } from "./reading-part.ts";

/** What an owner said: part → whether it was helpful. Parts that nothing was said about are missing. */
export type Feedback = Readonly<Partial<Record<ReadingPart, boolean>>>;

export async function listFeedback(db: Db, analysisId: string): Promise<Feedback> {
  const rows = await db
    .selectFrom("part_feedback")
    .select(["part", "helpful"])
    .where("analysis_id", "=", analysisId)
    .execute();
  return Object.fromEntries(rows.map(({ part, helpful }) => [part, helpful === 1]));
}

/** The last answer counts. */
export async function upsertFeedback(
  db: Db,
  analysisId: string,
  part: ReadingPart,
  isHelpful: boolean,
): Promise<void> {
  const helpful = isHelpful ? 1 : 0;
  await db
    .insertInto("part_feedback")
    .values({ analysis_id: analysisId, part, helpful, created_at: nowMs })
    .onConflict((conflict) =>
      conflict.columns(["analysis_id", "part"]).doUpdateSet({ helpful, created_at: nowMs }),
    )
    .execute();
}

export async function deleteFeedback(db: Db, analysisId: string, part: ReadingPart): Promise<void> {
  await db
    .deleteFrom("part_feedback")
    .where("analysis_id", "=", analysisId)
    .where("part", "=", part)
    .execute();
}

export type FeedbackCount = {
  readonly part: ReadingPart;
  readonly reader: "openai" | "builtin" | null;
  /** Of the prompt or of the rules. */
  readonly version: string | null;
  readonly helpful: number;
  readonly unhelpful: number;
};

/** How often each part was helpful, by who wrote it; the newest versions first, and at most `limit` of it. */
export async function countFeedback(db: Db, limit: number): Promise<readonly FeedbackCount[]> {
  const rows = await db
    .selectFrom("part_feedback")
    .innerJoin("analyses", "analyses.id", "part_feedback.analysis_id")
    .select(({ fn }) => [
      "part_feedback.part",
      "analyses.reader",
      "analyses.prompt_version",
      fn.countAll<number | string>().as("all"),
      fn.sum<number | string>("part_feedback.helpful").as("helpful"),
    ])
    .groupBy(["analyses.reader", "analyses.prompt_version", "part_feedback.part"])
    .orderBy(({ fn }) => fn.max("part_feedback.created_at"), "desc")
    .limit(limit)
    .execute();
  return rows
    .map(({ part, reader, prompt_version, all, helpful }) => ({
      part,
      reader,
      version: prompt_version,
      helpful: Number(helpful),
      unhelpful: Number(all) - Number(helpful),
    }))
    .sort(
      (a, b) =>
        (b.version ?? "").localeCompare(a.version ?? "") ||
        readingParts.indexOf(a.part) - readingParts.indexOf(b.part),
    );
}
