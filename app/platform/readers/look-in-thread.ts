import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { PalmSight } from "#core/palm/look-at-palm.ts";
import type { Hand } from "#core/photos/photo.ts";
import { ReaderUnavailable } from "#core/reading/reading-failures.ts";
import type { PalmThreadTask } from "./palm-thread.ts";

/** A photo takes a second or two; one that takes so much longer is given up. */
const DEADLINE_MS = 30_000;

/**
 * Bounds a thread's objects, so that a loop that heaps them up ends the thread and not the worker. Pictures are typed
 * arrays outside this heap: the size that the thread shrinks a photo to bounds them.
 */
const MAX_HEAP_MB = 256;

/**
 * A look makes hundreds of pictures that are soon done with. They are freed with the young objects that hold them: the
 * less room for those, the sooner. With V8's own choice a thread grew for dozens of photos, to twice as much.
 */
const YOUNG_MB = 16;

const THREADS = availableParallelism();

/**
 * Threads are kept for the next photo, because the first one in a thread costs twice what the others do: the code is
 * loaded and compiled anew. A minute without a photo ends them, and gives their memory back.
 */
const threads = new Piscina<PalmThreadTask, PalmSight>({
  filename: new URL("./palm-thread.ts", import.meta.url).href,
  minThreads: 0,
  maxThreads: THREADS,
  idleTimeout: 60_000,
  resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
});

/**
 * Looks at one photo beside the event loop, as many at a time as there are cores.
 *
 * @throws ReaderUnavailable when the thread dies or takes too long; the signal's own reason when it is aborted
 */
export async function lookInThread(
  jpeg: Uint8Array,
  { declared, signal }: { readonly declared: Hand; readonly signal: AbortSignal },
): Promise<PalmSight> {
  signal.throwIfAborted();
  const turns = 1 + Math.ceil(threads.queueSize / THREADS);
  const deadline = AbortSignal.timeout(turns * DEADLINE_MS);
  try {
    return await threads.run({ jpeg, declared }, { signal: AbortSignal.any([signal, deadline]) });
  } catch (cause) {
    signal.throwIfAborted();
    const what = deadline.aborted ? "the photo took too long" : "the reading thread failed";
    throw new ReaderUnavailable(what, { cause });
  }
}
