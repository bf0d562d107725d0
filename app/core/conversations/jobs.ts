import { defineJob } from "#queue/define-job.ts";

/** Answers one question. Somebody waits for it, so it is given up early. */
export const replyJob = defineJob({
  queue: "replies",
  attempts: 4,
  crashes: 3,
  timeoutMs: 120_000,
});

/** How long a run owns its row without saying that it lives, milliseconds. */
export const REPLY_LEASE_MS = 60_000;
