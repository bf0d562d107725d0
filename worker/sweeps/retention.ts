import type { Db } from "#core/database.ts";
import type { Clock, Log, PhotoStore } from "#core/ports.ts";
import { clearAbandonedUploads } from "#core/retention/clear-abandoned-uploads.ts";
import { expireGuestAnalyses } from "#core/retention/expire-guest-analyses.ts";
import { runEvery } from "./run-every.ts";

const MINUTE_MS = 60_000;

/** Deletes what is due until `signal` aborts: guests' old analyses, and uploads that came to nothing. */
export async function sweepRetention(
  deps: {
    readonly db: Db;
    readonly photoStore: PhotoStore;
    readonly clock: Clock;
    readonly log: Log;
  },
  { retentionDays, signal }: { readonly retentionDays: number; readonly signal: AbortSignal },
): Promise<void> {
  const options = { signal, log: deps.log };
  await Promise.all([
    runEvery(
      10 * MINUTE_MS,
      "guest analyses",
      () => expireGuestAnalyses(deps, { retentionDays }),
      options,
    ),
    runEvery(10 * MINUTE_MS, "abandoned uploads", () => clearAbandonedUploads(deps), options),
  ]);
}
