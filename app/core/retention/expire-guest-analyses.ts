import { deleteIdleGuests, listAnalysesBefore } from "../analyses/analyses.repo.ts";
import { deleteAnalysis, type DeleteAnalysisDeps } from "../analyses/delete-analysis.ts";
import type { Clock } from "../ports.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Analyses that are looked up at a time. */
const BATCH = 100;

/**
 * Erases guests' analyses that are older than the retention time.
 *
 * @returns how many analyses were erased
 */
export async function expireGuestAnalyses(
  deps: DeleteAnalysisDeps & { readonly clock: Clock },
  { retentionDays, signal }: { readonly retentionDays: number; readonly signal?: AbortSignal },
): Promise<number> {
  const cutoffMs = deps.clock.now().getTime() - retentionDays * DAY_MS;
  let erased = 0;
  for (;;) {
    const ids = await listAnalysesBefore(deps.db, cutoffMs, BATCH);
    for (const id of ids) await deleteAnalysis(deps, id);
    erased += ids.length;
    if (ids.length < BATCH || signal?.aborted) break;
  }
  await deleteIdleGuests(deps.db, cutoffMs - retentionDays * DAY_MS);
  return erased;
}
