import type { Run } from "#queue/define-job.ts";
import type { Db } from "../database.ts";
import { normalisePhoto } from "../photos/normalise-photo.ts";
import { PhotoRejected } from "../photos/photo.ts";
import { listPhotos, updatePhotoAsStored } from "../photos/photos.repo.ts";
import type {
  Log,
  PalmReader,
  PhotoCodec,
  PhotoStore,
  PhotoToRead,
  ReadingStage,
} from "../ports.ts";
import type { ReadAnalysis } from "./analysis-ledger.ts";
import { type Analysis, AnalysisNotFound, type AnalysisPhoto } from "./analysis.ts";
import { findEarlierReading } from "./earlier-reading.ts";
import { photoFolder } from "./owner.ts";
import { createPaidCalls } from "./paid-calls.repo.ts";

export type RunAnalysisDeps = {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly photoCodec: PhotoCodec;
  readonly reader: PalmReader;
  readonly log: Log;
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
  const photos = await checkPhotos(deps, analysis, run.signal);

  const { name, recipe } = deps.reader;
  const earlier = await findEarlierReading(deps.db, analysis, {
    recipe,
    maxAgeMs: deps.readingCacheMs,
  });
  if (earlier) return { reader: name, recipe: null, reading: earlier };

  say("reading");
  const reading = await deps.reader.read(
    { photos, writingHand: analysis.writingHand, language: analysis.language },
    { signal: run.signal, paidCalls: createPaidCalls(deps.db, analysis.id) },
  );
  return { reader: name, recipe, reading };
}

async function checkPhotos(
  deps: RunAnalysisDeps,
  analysis: Analysis,
  signal: AbortSignal,
): Promise<readonly PhotoToRead[]> {
  const photos = await listPhotos(deps.db, analysis.id);
  const checked: PhotoToRead[] = [];
  for (const photo of photos) {
    signal.throwIfAborted();
    checked.push(
      photo.storageKey === null
        ? await storePhoto(deps, photo, photoFolder(analysis.owner), signal)
        : {
            hand: photo.hand,
            jpeg: await deps.photoStore.read(photo.storageKey),
            width: photo.width,
            height: photo.height,
          },
    );
  }
  return checked;
}

/** Decodes a photo that has just arrived and puts the upright one in its place: file, row, then clean up. */
async function storePhoto(
  deps: RunAnalysisDeps,
  photo: AnalysisPhoto,
  folder: string,
  signal: AbortSignal,
): Promise<PhotoToRead> {
  if (photo.incomingKey === null) throw new PhotoRejected("unreadable", { hand: photo.hand });

  const stored = await normalisePhoto(
    deps,
    {
      incomingKey: photo.incomingKey,
      hand: photo.hand,
      // Named by the row, so that a second run writes the same file again instead of another one.
      key: `${folder}/${photo.analysisId}/${photo.id}.jpg`,
      thumbnailKey: `${folder}/${photo.analysisId}/${photo.id}.thumb.jpg`,
    },
    { signal },
  );
  if (!(await updatePhotoAsStored(deps.db, photo.id, stored))) {
    // Deleted while we decoded it: what we have just written must not outlive the row.
    await deps.photoStore.delete(stored.key);
    await deps.photoStore.delete(stored.thumbnailKey);
    throw new AnalysisNotFound();
  }
  await deps.photoStore.delete(photo.incomingKey);
  return { hand: photo.hand, jpeg: stored.jpeg, width: stored.width, height: stored.height };
}
