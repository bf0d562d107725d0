import { relocatePhotos } from "#core/analyses/relocate-photos.ts";
import type { DeleteAnalysisDeps } from "#core/analyses/delete-analysis.ts";
import type { Clock } from "#core/ports.ts";
import { deleteOutdated } from "#core/retention/delete-outdated.ts";
import { expireGuestAnalyses } from "#core/retention/expire-guest-analyses.ts";
import { sweepLostFiles } from "#core/retention/sweep-lost-files.ts";
import { runEvery } from "./run-every.ts";

const MINUTE_MS = 60_000;

/** Erases what is due and puts photos where they belong, until `signal` aborts. */
export async function sweepRetention(
  deps: DeleteAnalysisDeps & { readonly clock: Clock },
  {
    retentionDays,
    signal,
    onDeleted,
  }: {
    readonly retentionDays: number;
    readonly signal: AbortSignal;
    /** Told what each sweep has deleted or moved. */
    readonly onDeleted: (sweep: string, count: number) => void;
  },
): Promise<void> {
  const options = { signal, log: deps.log, onDeleted };
  await Promise.all([
    runEvery(
      10 * MINUTE_MS,
      "guest analyses",
      () => expireGuestAnalyses(deps, { retentionDays, signal }),
      options,
    ),
    runEvery(MINUTE_MS, "claimed photos", () => relocatePhotos(deps), options),
    runEvery(10 * MINUTE_MS, "outdated rows", () => deleteOutdated(deps.db), options),
    runEvery(
      30 * MINUTE_MS,
      "lost files",
      async () => {
        const { filesWithoutRow, rowsWithoutFile } = await sweepLostFiles(deps);
        if (rowsWithoutFile > 0) deps.log.error({ rowsWithoutFile }, "photos are missing");
        return filesWithoutRow;
      },
      options,
    ),
  ]);
}
