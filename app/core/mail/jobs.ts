import { defineJob } from "#queue/define-job.ts";

/** Sends one mail. */
export const mailJob = defineJob({ queue: "mail", attempts: 8, crashes: 3, timeoutMs: 60_000 });

/** How long a run owns its row without saying that it lives, milliseconds. */
export const MAIL_LEASE_MS = 60_000;
