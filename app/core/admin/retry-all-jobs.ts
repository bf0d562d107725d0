import { DomainError } from "../errors.ts";
import type { ActorId, AdminDeps } from "./admin-action.ts";
import { getStream } from "./admin-failures.ts";
import { retryJob } from "./retry-job.ts";

/** Dead letters that are asked of Redis at a time. */
const PAGE = 100;

export type RetriedAll = {
  readonly retried: number;
  /** What cannot be tried again: its photos are gone, or its row has come further. */
  readonly skipped: number;
};

/**
 * Has the dead letters of a stream done again, at most `limit` of them, newest first.
 *
 * @throws NoSuchStream, ServiceUnavailable
 */
export async function retryAllJobs(
  deps: AdminDeps,
  {
    stream: name,
    actorId,
    limit,
    signal,
  }: { stream: string; actorId: ActorId; limit: number; signal: AbortSignal },
): Promise<RetriedAll> {
  const ids = await listDeadIds(deps, name, limit);
  let retried = 0;
  let skipped = 0;
  for (const id of ids) {
    if (signal.aborted) break;
    try {
      await retryJob(deps, { stream: name, id, actorId });
      retried += 1;
    } catch (error) {
      if (!DomainError.is(error) || error.kind === "unavailable") throw error;
      skipped += 1;
    }
  }
  return { retried, skipped };
}

/** All ids are read first: those that are tried again leave the list while one walks along it. */
async function listDeadIds(
  { streamsAdmin }: AdminDeps,
  name: string,
  limit: number,
): Promise<readonly string[]> {
  const stream = getStream(streamsAdmin, name);
  const ids = new Set<string>();
  for (let offset = 0; offset < limit; offset += PAGE) {
    const wanted = Math.min(PAGE, limit - offset);
    const letters = await stream.listDead({ offset, limit: wanted });
    for (const { id } of letters) ids.add(id);
    if (letters.length < wanted) break;
  }
  return [...ids];
}
