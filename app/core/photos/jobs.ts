import { defineJob } from "#queue/define-job.ts";

/** Makes the thumbnail of one photo. */
export const photoJob = defineJob({ queue: "photos", attempts: 5, crashes: 2, timeoutMs: 60_000 });

/** How long a run owns its row without saying that it lives, milliseconds. */
export const THUMBNAIL_LEASE_MS = 60_000;
