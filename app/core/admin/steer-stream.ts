import type { AuditAction } from "../audit/audit-action.ts";
import { type ActorId, type AdminDeps, recordAdminAction } from "./admin-action.ts";
import { getStream, JobElsewhere, NoSuchJob, NoSuchStream, WorkerStays } from "./admin-failures.ts";
import { sweptRowsOf } from "./job-rows.repo.ts";
import type { Repairs, StreamAdmin } from "./streams-admin.ts";

type OnStream = { readonly stream: string; readonly actorId: ActorId };
type OnJob = OnStream & { readonly id: string };

/** Hands out nothing until `resumeStream`; what is in flight goes on. @throws NoSuchStream, ServiceUnavailable */
export async function pauseStream(deps: AdminDeps, on: OnStream): Promise<void> {
  const stream = await begin(deps, on, "stream_paused");
  await stream.pause();
}

/** The same before maintenance: whoever asks waits until no worker has anything. @throws NoSuchStream, ServiceUnavailable */
export async function drainStream(deps: AdminDeps, on: OnStream): Promise<void> {
  const stream = await begin(deps, on, "stream_drained");
  await stream.pause();
}

/** Ends a pause, and a gate as well. @throws NoSuchStream, ServiceUnavailable */
export async function resumeStream(deps: AdminDeps, on: OnStream): Promise<void> {
  const stream = await begin(deps, on, "stream_resumed");
  await stream.resume();
}

/** Compares the rows with Redis now, instead of within some seconds. @throws NoSuchStream, ServiceUnavailable */
export async function rebuildStream(
  deps: AdminDeps,
  { signal, isDryRun = false, ...on }: OnStream & { signal: AbortSignal; isDryRun?: boolean },
): Promise<Repairs> {
  const rows = sweptRowsOf(deps, on.stream);
  if (!rows) throw new NoSuchStream();
  const stream = isDryRun
    ? getStream(deps.streamsAdmin, on.stream)
    : await begin(deps, on, "stream_rebuilt");
  return stream.repair(rows, { signal, isDryRun });
}

/** Takes a worker off the list that is gone. @throws NoSuchStream, WorkerStays, ServiceUnavailable */
export async function removeWorker(
  deps: AdminDeps,
  { worker, ...on }: OnStream & { worker: string },
): Promise<void> {
  const stream = getStream(deps.streamsAdmin, on.stream);
  const workers = await stream.listWorkers();
  if (!workers.some(({ name }) => name === worker)) throw new WorkerStays();
  await begin(deps, on, "worker_removed", worker);
  if (!(await stream.removeWorker(worker))) throw new WorkerStays();
}

/** Puts a delayed job into the line now. @throws NoSuchStream, NoSuchJob, JobElsewhere, ServiceUnavailable */
export async function promoteJob(deps: AdminDeps, on: OnJob): Promise<void> {
  const report = await getStream(deps.streamsAdmin, on.stream).explain(on.id);
  if (!report) throw new NoSuchJob();
  if (report.phase !== "delayed") throw new JobElsewhere("not_delayed");
  const stream = await begin(deps, on, "job_promoted", on.id);
  if (!(await stream.promote(on.id))) throw new JobElsewhere("not_delayed");
}

/**
 * Takes a job away from its worker, as if that had died, and puts it back into the line.
 *
 * @throws NoSuchStream, NoSuchJob, JobElsewhere, ServiceUnavailable
 */
export async function claimJobAway(deps: AdminDeps, on: OnJob): Promise<void> {
  const report = await getStream(deps.streamsAdmin, on.stream).explain(on.id);
  if (!report) throw new NoSuchJob();
  if (!report.held) throw new JobElsewhere("not_held");
  const stream = await begin(deps, on, "job_claimed_away", on.id);
  if (!(await stream.claimAway(on.id))) throw new JobElsewhere("not_held");
}

async function begin(
  { db, streamsAdmin }: AdminDeps,
  { stream: name, actorId }: OnStream,
  action: AuditAction,
  about?: string,
): Promise<StreamAdmin> {
  const stream = getStream(streamsAdmin, name);
  await recordAdminAction(db, {
    action,
    actorId,
    stream: name,
    ...(about === undefined ? {} : { about }),
  });
  return stream;
}
