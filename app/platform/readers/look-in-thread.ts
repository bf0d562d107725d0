import { Worker } from "node:worker_threads";
import type { PalmSight } from "#core/palm/look-at-palm.ts";
import type { Hand } from "#core/photos/photo.ts";
import { ReaderUnavailable } from "#core/reading/reading-failures.ts";
import type { PalmThreadMessage, PalmThreadTask } from "./palm-thread.ts";

/** A photo takes a second or two; one that takes so much longer is given up. */
const DEADLINE_MS = 30_000;

/**
 * Bounds the thread's objects, so that a loop that heaps them up ends the thread and not the worker. Pictures are typed
 * arrays outside this heap: the size that the thread shrinks a photo to bounds them.
 */
const MAX_HEAP_MB = 256;

/**
 * Looks at one photo on a thread of its own, so that nobody waits behind it.
 *
 * @throws ReaderUnavailable when the thread dies or takes too long; the signal's own reason when it is aborted
 */
export async function lookInThread(
  jpeg: Uint8Array,
  { declared, signal }: { readonly declared: Hand; readonly signal: AbortSignal },
): Promise<PalmSight> {
  signal.throwIfAborted();
  const thread = new Worker(new URL("./palm-thread.ts", import.meta.url), {
    workerData: { jpeg, declared } satisfies PalmThreadTask,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  let onAbort: (() => void) | undefined;
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PalmSight>((resolve, reject) => {
      onAbort = () => reject(signal.reason as Error);
      signal.addEventListener("abort", onAbort, { once: true });
      deadline = setTimeout(
        () => reject(new ReaderUnavailable("the photo took too long")),
        DEADLINE_MS,
      );
      thread.on("message", (message: Partial<PalmThreadMessage>) => {
        if (message.sight) resolve(message.sight);
      });
      thread.once("error", (cause) =>
        reject(new ReaderUnavailable("the reading thread failed", { cause })),
      );
      thread.once("exit", () => reject(new ReaderUnavailable("the reading thread ended early")));
    });
  } finally {
    clearTimeout(deadline);
    if (onAbort) signal.removeEventListener("abort", onAbort);
    await thread.terminate();
  }
}
