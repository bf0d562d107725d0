import type { Run } from "#queue/define-job.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import type { PalmReader, PhotoToRead, ReadingStage } from "../ports.ts";
import type { ReadAnalysis } from "./analysis-ledger.ts";
import type { Analysis } from "./analysis.ts";
import { findEarlierReading } from "./earlier-reading.ts";
import { photoFolder } from "./owner.ts";
import { createPaidCalls } from "./paid-calls.repo.ts";
import { storePhoto, storePhotoAsBefore, type StorePhotoDeps } from "./store-photo.ts";

export type RunAnalysisDeps = StorePhotoDeps & {
  readonly reader: PalmReader;
  /** How old a reading may be that is given again, milliseconds; 0 for never. */
  readonly readingCacheMs: number;
};

/**
 * Reads one analysis: decodes its photos, then has the palms read, unless the same owner was told of the same photos
 * before. Every step may be run again after a crash: photos that are stored are not decoded twice, answers that were
 * paid for are not bought twice.
 *
 * @throws PhotoRejected, PalmNotReadable or ReaderGaveUp when the analysis has failed for good
 * @throws ReaderUnavailable, ReaderRateLimited when another run may succeed
 */
export async function runAnalysis(
  deps: RunAnalysisDeps,
  analysis: Analysis,
  run: Pick<Run, "signal" | "progress">,
): Promise<ReadAnalysis> {
  const say = (stage: ReadingStage) => run.progress({ stage });

  say("checking");
  const { name, recipe } = deps.reader;
  const earlier = await findEarlierReading(deps.db, analysis, {
    recipe,
    maxAgeMs: deps.readingCacheMs,
  });
  const photos = await checkPhotos(deps, analysis, {
    signal: run.signal,
    like: earlier?.analysisId,
  });
  if (earlier) return { reader: name, recipe: null, reading: earlier.reading };

  say("reading");
  const reading = await deps.reader.read(
    { photos, writingHand: analysis.writingHand, language: analysis.language },
    { signal: run.signal, paidCalls: createPaidCalls(deps.db, analysis.id) },
  );
  return { reader: name, recipe, reading };
}

/** Has every photo stored; `like` is an analysis of the same owner that came with the same files. */
async function checkPhotos(
  deps: RunAnalysisDeps,
  analysis: Analysis,
  { signal, like }: { readonly signal: AbortSignal; readonly like: string | undefined },
): Promise<readonly PhotoToRead[]> {
  const folder = photoFolder(analysis.owner);
  const alike = like === undefined ? [] : await listPhotos(deps.db, like);
  const checked: PhotoToRead[] = [];
  for (const photo of await listPhotos(deps.db, analysis.id)) {
    signal.throwIfAborted();
    const { storageKey, hand, width, height } = photo;
    if (storageKey !== null) {
      checked.push({ hand, jpeg: await deps.photoStore.read(storageKey), width, height });
      continue;
    }
    const before = alike.find((other) => other.hand === hand);
    checked.push(
      (await storePhotoAsBefore(deps, photo, { folder, before })) ??
        (await storePhoto(deps, photo, { folder, signal })),
    );
  }
  return checked;
}
