import { type Analysis, NotFinished } from "../analyses/analysis.ts";
import type { Db } from "../database.ts";
import { deleteFeedback, upsertFeedback } from "./feedback.repo.ts";
import type { ReadingPart } from "./reading-part.ts";

/**
 * Writes down whether a part of the owner's reading was helpful to them; null takes back what they said.
 *
 * @throws NotFinished
 */
export async function giveFeedback(
  db: Db,
  analysis: Analysis,
  { part, isHelpful }: { readonly part: ReadingPart; readonly isHelpful: boolean | null },
): Promise<void> {
  if (!analysis.reading) throw new NotFinished();
  if (isHelpful === null) await deleteFeedback(db, analysis.id, part);
  else await upsertFeedback(db, analysis.id, part, isHelpful);
}
