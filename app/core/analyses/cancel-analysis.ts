import { type Db, nowMs } from "../database.ts";
import { DomainError } from "../errors.ts";
import type { AnalysisQueue, Log, PhotoStore } from "../ports.ts";
import { refundQuotas } from "../quotas/quotas.repo.ts";
import { discardIncomingPhotos } from "./discard-incoming-photos.ts";

export class NotCancellable extends DomainError {
  constructor() {
    super("conflict", "analysis.not_cancellable", "This reading has begun or has ended.");
  }
}

/**
 * Takes back an analysis that nobody has begun to read; it is not counted.
 *
 * @throws NotCancellable
 */
export async function cancelAnalysis(
  deps: {
    readonly db: Db;
    readonly photoStore: PhotoStore;
    readonly analysisQueue: AnalysisQueue;
    readonly log: Log;
  },
  id: string,
): Promise<void> {
  const { numUpdatedRows } = await deps.db
    .updateTable("analyses")
    .set({ status: "cancelled", updated_at: nowMs, completed_at: nowMs, lease_until: 0 })
    .where("id", "=", id)
    .where("status", "=", "queued")
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new NotCancellable();
  await refundQuotas(deps.db, id);
  await discardIncomingPhotos(deps, id);
  try {
    await deps.analysisQueue.cancel(id);
  } catch (error) {
    // Whoever takes the job finds the row cancelled.
    deps.log.warn({ analysisId: id, err: error }, "analysis cancelled but still in the queue");
  }
}
