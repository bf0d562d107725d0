import type { Selectable } from "kysely";
import { toAnalysis } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import { type AuditEntry, toAuditEntry } from "../audit/audit.repo.ts";
import type { Conversation } from "../conversations/conversation.ts";
import { MAX_QUESTIONS } from "../conversations/conversation-limits.ts";
import { toConversation } from "../conversations/conversations.repo.ts";
import { type Message, toAnswer, toQuestion } from "../conversations/message.ts";
import { listReplies } from "../conversations/replies.repo.ts";
import type { Db, PhotosTable } from "../database.ts";
import type { ReadingPart } from "../feedback/reading-part.ts";
import type { Hand } from "../photos/photo.ts";

/** Rows that are in memory at once: with their reports, less than a megabyte. */
export const EXPORT_BATCH = 20;

export type PhotoToExport = {
  readonly hand: Hand;
  /** Null until the worker has put the photo upright. */
  readonly storageKey: string | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
};

export type AnalysisToExport = {
  readonly analysis: Analysis;
  /** Left hand first. */
  readonly photos: readonly PhotoToExport[];
  /** Since when there is a link to its summary; null when there is none. */
  readonly sharedAt: Date | null;
  readonly feedback: readonly {
    readonly part: ReadingPart;
    readonly isHelpful: boolean;
    readonly at: Date;
  }[];
};

/** Every analysis of a user, in the order of their ids, loaded batch by batch. */
export async function* listAnalysesToExport(
  db: Db,
  userId: string,
): AsyncGenerator<AnalysisToExport, undefined> {
  const batches = inBatches((after) =>
    db
      .selectFrom("analyses")
      .selectAll()
      .where("user_id", "=", userId)
      .where("id", ">", after)
      .orderBy("id")
      .limit(EXPORT_BATCH)
      .execute(),
  );
  for await (const rows of batches) {
    const ids = rows.map(({ id }) => id);
    const [photos, links, feedback] = await Promise.all([
      listPhotosOf(db, ids),
      listShareLinksOf(db, ids),
      listFeedbackOf(db, ids),
    ]);
    for (const row of rows) {
      const link = links.find(({ analysis_id }) => analysis_id === row.id);
      yield {
        analysis: toAnalysis(row),
        photos: photos.filter((photo) => photo.analysis_id === row.id).map(toPhoto),
        sharedAt: link ? new Date(link.created_at) : null,
        feedback: feedback
          .filter(({ analysis_id }) => analysis_id === row.id)
          .map(({ part, helpful, created_at }) => ({
            part,
            isHelpful: helpful === 1,
            at: new Date(created_at),
          })),
      };
    }
  }
}

export type ConversationToExport = {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
};

/** Every conversation of a user in the order of their ids, with all that was said; one is in memory at a time. */
export async function* listConversationsToExport(
  db: Db,
  userId: string,
): AsyncGenerator<ConversationToExport, undefined> {
  const batches = inBatches((after) =>
    db
      .selectFrom("conversations")
      .selectAll()
      .where("user_id", "=", userId)
      .where("id", ">", after)
      .orderBy("id")
      .limit(EXPORT_BATCH)
      .execute(),
  );
  for await (const rows of batches) {
    for (const row of rows) {
      const replies = await listReplies(db, row.id, { limit: MAX_QUESTIONS });
      yield {
        conversation: toConversation(row),
        messages: replies.toReversed().flatMap((reply) => [toQuestion(reply), toAnswer(reply)]),
      };
    }
  }
}

/** Everything that is written down about a user, in the order in which it happened, batch by batch. */
export async function* listAuditToExport(
  db: Db,
  userId: string,
): AsyncGenerator<AuditEntry, undefined> {
  const batches = inBatches((after) =>
    db
      .selectFrom("audit_entries")
      .selectAll()
      .where("user_id", "=", userId)
      .where("id", ">", after)
      .orderBy("id")
      .limit(EXPORT_BATCH)
      .execute(),
  );
  for await (const rows of batches) yield* rows.map(toAuditEntry);
}

/** Calls `load` with the id that the batch before ended with, until there is nothing more. */
async function* inBatches<Row extends { readonly id: string }>(
  load: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[], undefined> {
  let after: string | undefined = "";
  while (after !== undefined) {
    const rows: readonly Row[] = await load(after);
    if (rows.length > 0) yield rows;
    after = rows.length < EXPORT_BATCH ? undefined : rows.at(-1)?.id;
  }
}

function listPhotosOf(
  db: Db,
  analysisIds: readonly string[],
): Promise<readonly Selectable<PhotosTable>[]> {
  return db
    .selectFrom("photos")
    .selectAll()
    .where("analysis_id", "in", analysisIds)
    .orderBy("hand")
    .execute();
}

function listShareLinksOf(db: Db, analysisIds: readonly string[]) {
  return db
    .selectFrom("share_links")
    .select(["analysis_id", "created_at"])
    .where("analysis_id", "in", analysisIds)
    .execute();
}

function listFeedbackOf(db: Db, analysisIds: readonly string[]) {
  return db
    .selectFrom("part_feedback")
    .selectAll()
    .where("analysis_id", "in", analysisIds)
    .orderBy("part")
    .execute();
}

function toPhoto(row: Selectable<PhotosTable>): PhotoToExport {
  return {
    hand: row.hand,
    storageKey: row.storage_key,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    sha256: row.sha256,
  };
}
