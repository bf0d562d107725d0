import type { JobId, Ledger } from "./define-job.ts";
import { isLive, type NewJob, type Queue } from "./queue.ts";

/** Rows that one page of the sweep compares with Redis. */
const PAGE = 500;

export type SweepResult = {
  /** Jobs that Redis did not know and now knows. */
  readonly rung: number;
  /** Rows whose job had killed its workers too often. */
  readonly failed: number;
};

/**
 * Compares the ledger with Redis: every unsettled row that Redis will not bring to a worker is scheduled
 * again. That heals lost doorbells, restarts and an emptied Redis alike. Any number of workers may sweep.
 */
export async function sweep(
  queue: Queue,
  ledger: Pick<Ledger<unknown, unknown>, "listUnsettled" | "failCrashed">,
  signal: AbortSignal,
): Promise<SweepResult> {
  let after: JobId | undefined;
  let rung = 0;
  let failed = 0;
  while (!signal.aborted) {
    const rows = await ledger.listUnsettled(after, PAGE);
    const phases = await queue.listPhases(rows.map((row) => row.id));
    const lost: NewJob[] = [];
    for (const [index, row] of rows.entries()) {
      const phase = phases[index];
      if (isLive(phase)) continue;
      if (phase === "dead" && row.isClaimed) {
        // The queue buried it for its crashes, and whoever did so died on the way here.
        if (await ledger.failCrashed(row.id)) failed += 1;
        continue;
      }
      // A dead letter whose row is queued was tried again while Redis could not be told.
      const { id, user, cost, delayMs } = row;
      lost.push({ id, user, cost, delayMs, force: true });
    }
    const answers = await queue.enqueueMany(lost);
    rung += answers.filter(({ accepted }) => accepted).length;
    after = rows.at(-1)?.id;
    if (rows.length < PAGE) break;
  }
  return { rung, failed };
}
