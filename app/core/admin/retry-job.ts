import { analysisJob } from "../analyses/jobs.ts";
import type { Db } from "../database.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import type { PhotoStore } from "../ports.ts";
import { type ActorId, type AdminDeps, recordAdminAction } from "./admin-action.ts";
import { getStream, JobElsewhere, NoSuchJob } from "./admin-failures.ts";
import { findJobRow, requeueFailed } from "./job-rows.repo.ts";

/**
 * Has a job done again that failed for good. Unlike its owner an admin waits for nothing, and a
 * reading is not counted: the failure gave the quota back. An answer takes its tokens again, whatever the limit is.
 *
 * @throws NoSuchStream, NoSuchJob, JobElsewhere when it has not failed, or its photos are gone
 */
export async function retryJob(
  { db, photoStore, streamsAdmin, log }: AdminDeps,
  { stream: name, id, actorId }: { stream: string; id: string; actorId: ActorId },
): Promise<void> {
  const stream = getStream(streamsAdmin, name);
  const row = await findJobRow(db, name, id);
  if (!row) throw new NoSuchJob();
  if (row.status !== "failed") throw new JobElsewhere("not_failed");
  if (name === analysisJob.queue && !(await arePhotosThere({ db, photoStore }, id))) {
    throw new JobElsewhere("photos_gone");
  }

  await db.transaction().execute(async (tx) => {
    if (!(await requeueFailed(tx, name, id))) throw new JobElsewhere("not_failed");
    await recordAdminAction(tx, {
      action: "job_retried",
      actorId,
      stream: name,
      about: id,
      userId: row.userId,
    });
  });
  try {
    await stream.ringAgain(id, row.user);
  } catch (error) {
    log.warn({ jobId: id, stream: name, err: error }, "job stored but not rung for");
  }
}

/** True when every photo is put upright and on disk: what came in was deleted when the job failed. */
export async function arePhotosThere(
  { db, photoStore }: { readonly db: Db; readonly photoStore: PhotoStore },
  analysisId: string,
): Promise<boolean> {
  const photos = await listPhotos(db, analysisId);
  if (photos.length === 0) return false;
  for (const { storageKey } of photos) {
    if (storageKey === null || !(await photoStore.has(storageKey))) return false;
  }
  return true;
}
