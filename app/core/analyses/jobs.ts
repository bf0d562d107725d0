import { defineJob } from "#queue/define-job.ts";

/** Reads one analysis. The web process imports this and nothing heavier. */
export const analysisJob = defineJob({
  queue: "analyses",
  attempts: 5,
  crashes: 2,
  timeoutMs: 180_000,
});

/** How long a run owns its row without saying that it lives, milliseconds. */
export const ANALYSIS_LEASE_MS = 60_000;
