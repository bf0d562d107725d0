import { Worker } from "node:worker_threads";
import type { PalmSight } from "#core/palm/look-at-palm.ts";
import type { PalmReader } from "#core/ports.ts";
import { BUILTIN_VERSION, composeReading } from "#core/reading/builtin/compose-reading.ts";
import { ReaderUnavailable } from "#core/reading/reading-failures.ts";
import { READING_SCHEMA_VERSION } from "#core/reading/reading.ts";
import type { PalmThreadMessage } from "./palm-thread.ts";

/** A photo takes two to four seconds; one that takes so much longer is given up. */
const DEADLINE_MS = 30_000;

/** Enough for a photo with all its hypotheses; a thread that wants more is broken. */
const MAX_HEAP_MB = 256;

/** Reads palms with our own image analysis, on threads of their own. Free, offline, deterministic. */
export function createBuiltinReader(): PalmReader {
  return {
    name: "builtin",
    recipe: [BUILTIN_VERSION, READING_SCHEMA_VERSION].join(" "),
    async read({ photos, writingHand, language }, { signal }) {
      const palms = [];
      for (const { hand, jpeg } of photos) {
        palms.push({ hand, sight: await lookInThread(jpeg, signal) });
      }
      return composeReading(palms, { writingHand, language });
    },
  };
}

/** @throws ReaderUnavailable when the thread dies or takes too long */
async function lookInThread(jpeg: Uint8Array, signal: AbortSignal): Promise<PalmSight> {
  signal.throwIfAborted();
  const thread = new Worker(new URL("./palm-thread.ts", import.meta.url), {
    workerData: jpeg,
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
