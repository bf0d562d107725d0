import { forgetAuditSubject } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { photoJob } from "../photos/jobs.ts";
import { deletePhotos, listPhotos } from "../photos/photos.repo.ts";
import { forgetReplies } from "../conversations/delete-conversation.ts";
import { replyJob } from "../conversations/jobs.ts";
import { listReplyIds } from "../conversations/replies.repo.ts";
import type { AnalysisQueue, Log, PhotoQueue, PhotoStore, ReplyQueue } from "../ports.ts";
import { anonymiseQuotaUse } from "../quotas/quotas.repo.ts";
import { deleteAnalysisRow } from "./analyses.repo.ts";
import type { AnalysisPhoto } from "./analysis.ts";
import { analysisJob } from "./jobs.ts";

export type DeleteAnalysisDeps = {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly analysisQueue: AnalysisQueue;
  readonly photoQueue: Pick<PhotoQueue, "forget">;
  readonly replyQueue: Pick<ReplyQueue, "forget">;
  readonly log: Log;
};

/**
 * Erases an analysis: its photos and thumbnails, its row with all that was read, paid for and said about it, and every
 * trace of it in the queues. It still counts against the day's quota, without saying which one it was.
 *
 * Files go first: a row without files can be deleted again, a file without a row would be found by nobody. A worker may
 * have put them elsewhere meanwhile, so those that the rows name in the end go as well.
 */
export async function deleteAnalysis(deps: DeleteAnalysisDeps, id: string): Promise<void> {
  await deleteFiles(deps.photoStore, await listPhotos(deps.db, id));
  const { photos, replyIds } = await deps.db.transaction().execute(async (tx) => {
    const deleted = await deletePhotos(tx, id);
    const replies = await listReplyIds(tx, "conversations.analysis_id", id);
    await deleteAnalysisRow(tx, id);
    for (const replyId of replies) await forgetAuditSubject(tx, `${replyJob.queue}:${replyId}`);
    await anonymiseQuotaUse(tx, id);
    await forgetAuditSubject(tx, `${analysisJob.queue}:${id}`);
    for (const photo of deleted) await forgetAuditSubject(tx, `${photoJob.queue}:${photo.id}`);
    return { photos: deleted, replyIds: replies };
  });
  await deleteFiles(deps.photoStore, photos);
  if (replyIds.length > 0) await forgetReplies(deps, replyIds);
  const forgotten = await Promise.allSettled([
    deps.analysisQueue.forget([id]),
    deps.photoQueue.forget(photos.map((photo) => photo.id)),
  ]);
  for (const result of forgotten) {
    if (result.status === "fulfilled") continue;
    // Redis is away. It knows ids alone; of finished jobs they go within a week, of dead ones within 30 days.
    deps.log.warn({ err: result.reason as unknown }, "analysis deleted, queue not told");
  }
}

async function deleteFiles(store: PhotoStore, photos: readonly AnalysisPhoto[]): Promise<void> {
  for (const photo of photos) {
    for (const key of [photo.incomingKey, photo.storageKey, photo.thumbnailKey]) {
      if (key !== null) await store.delete(key);
    }
  }
}
