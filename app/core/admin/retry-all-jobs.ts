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
 * Has the dead letters of a stream done again, at most `limit` of them, newest first. Those that cannot be tried again
 * do not count: it goes on past them to the end of the list.
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
  const stream = getStream(deps.streamsAdmin, name);
  const seen = new Set<string>();
  let [retried, skipped] = [0, 0];
  // What is tried again leaves the list; what stays is walked past.
  let stayed = 0;
  for (;;) {
    const letters = await stream.listDead({ offset: stayed, limit: PAGE });
    for (const { id } of letters) {
      if (signal.aborted || retried >= limit) return { retried, skipped };
      const isNew = !seen.has(id);
      seen.add(id);
      if (isNew && (await isRetried(deps, { stream: name, id, actorId }))) {
        retried += 1;
      } else {
        stayed += 1;
        if (isNew) skipped += 1;
      }
    }
    if (letters.length < PAGE) return { retried, skipped };
  }
}

async function isRetried(
  deps: AdminDeps,
  job: { stream: string; id: string; actorId: ActorId },
): Promise<boolean> {
  try {
    await retryJob(deps, job);
    return true;
  } catch (error) {
    if (!DomainError.is(error) || error.kind === "unavailable") throw error;
    return false;
  }
}
