import { discardIncomingPhotos } from "../analyses/discard-incoming-photos.ts";
import { analysisJob } from "../analyses/jobs.ts";
import { replyJob } from "../conversations/jobs.ts";
import { forgetReplyUse } from "../conversations/reply-uses.repo.ts";
import { refundQuotas } from "../quotas/quotas.repo.ts";
import { type ActorId, type AdminDeps, recordAdminAction } from "./admin-action.ts";
import { getStream, JobElsewhere, NoSuchJob } from "./admin-failures.ts";
import { cancelRow, findJobRow } from "./job-rows.repo.ts";

/**
 * Takes a job out for good: its row is cancelled, it is not counted, and whoever runs it is told to stop. A dead letter
 * whose row has a result, or is gone, is only taken off the list.
 *
 * @throws NoSuchStream, NoSuchJob, JobElsewhere when it has ended and no dead letter is left, ServiceUnavailable
 */
export async function dropJob(
  { db, photoStore, streamsAdmin, log }: AdminDeps,
  { stream: name, id, actorId }: { stream: string; id: string; actorId: ActorId },
): Promise<void> {
  const stream = getStream(streamsAdmin, name);
  const row = await findJobRow(db, name, id);
  const entry = {
    action: "job_dropped",
    actorId,
    stream: name,
    about: id,
    userId: row?.userId ?? null,
  } as const;

  const isCancelled = await db.transaction().execute(async (tx) => {
    const isOurs = await cancelRow(tx, name, id);
    if (!isOurs) return false;
    if (name === analysisJob.queue) await refundQuotas(tx, id);
    if (name === replyJob.queue) await forgetReplyUse(tx, id);
    await recordAdminAction(tx, entry);
    return true;
  });
  if (isCancelled) {
    if (name === analysisJob.queue) await discardIncomingPhotos({ db, photoStore }, id);
    try {
      await stream.cancel(id);
      await stream.dropDead(id);
    } catch (error) {
      // Whoever takes the job finds the row cancelled.
      log.warn({ jobId: id, stream: name, err: error }, "job dropped but still in the queue");
    }
    return;
  }

  const report = await stream.explain(id);
  if (report?.phase !== "dead") {
    if (!row && !report) throw new NoSuchJob();
    throw new JobElsewhere("not_droppable");
  }
  await recordAdminAction(db, entry);
  await stream.dropDead(id);
}
