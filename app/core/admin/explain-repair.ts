import type { JobRow } from "./job-rows.repo.ts";
import type { JobReport } from "./streams-admin.ts";

/** What happens next to a job by itself, from how its row and Redis stand to each other. */
export const repairs = [
  /** Both know that it waits: it will be handed out. */
  "in_line",
  /** A worker has it and says so. */
  "at_work",
  /** A worker had it and is silent: it is taken away from it. */
  "reap",
  /** Redis does not know it, or takes it for ended: the sweep schedules it. */
  "sweep_schedules",
  /** Redis has given it up: the sweep fails the row. */
  "sweep_fails",
  /** Redis has forgotten it, but its run owns the row: the run commits, or its lease runs out. */
  "lease_decides",
  /** It is in line again although a run owns the row: the next run takes over. */
  "next_run_takes_over",
  /** The row has ended, and the job is a ghost: the next claim says so. */
  "ghost",
  /** The row was cancelled: the claim says so. */
  "claim_cancels",
  /** The row was cancelled while it runs: the worker is told, and a result would be refused. */
  "worker_is_told",
  /** The row has ended while it runs: a result is refused. */
  "result_refused",
  /** Failed for good, until somebody tries it again or drops it. */
  "waits_for_somebody",
  /** The row has ended and yet there is a dead letter. */
  "letter_is_left",
  "nothing",
] as const;
export type Repair = (typeof repairs)[number];

/**
 * Says what would mend a job: the table of how the row, which is the truth, and Redis, which only schedules, can come
 * to differ.
 *
 * @param silentAfterMs what nobody has renewed for so long is taken away
 */
export function explainRepair(
  row: Pick<JobRow, "status" | "isLeased"> | undefined,
  job: Pick<JobReport, "phase" | "held"> | undefined,
  silentAfterMs: number,
): Repair {
  const phase = job?.phase;
  const isHeld = job?.held != null;
  const isSilent = (job?.held?.sinceRenewedMs ?? 0) > silentAfterMs;
  const isScheduled = phase === "waiting" || phase === "delayed" || phase === "ready";

  switch (row?.status) {
    case "queued":
      if (phase === "dead") return "sweep_fails";
      if (!isScheduled) return "sweep_schedules";
      if (!isHeld) return "in_line";
      return isSilent ? "reap" : "at_work";
    case "processing":
      if (isHeld) return isSilent ? "reap" : "at_work";
      if (isScheduled) return "next_run_takes_over";
      if (row.isLeased) return "lease_decides";
      return phase === "dead" ? "sweep_fails" : "sweep_schedules";
    case "cancelled":
      if (isHeld) return isSilent ? "reap" : "worker_is_told";
      if (isScheduled) return "claim_cancels";
      return phase === "dead" ? "letter_is_left" : "nothing";
    case "failed":
      if (phase === "dead" || !isScheduled) return "waits_for_somebody";
      return ended();
    case "completed":
    case undefined:
      if (phase === "dead") return "letter_is_left";
      return ended();
  }

  function ended(): Repair {
    if (isHeld) return isSilent ? "reap" : "result_refused";
    return isScheduled ? "ghost" : "nothing";
  }
}
