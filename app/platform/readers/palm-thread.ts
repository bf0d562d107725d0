import { parentPort, workerData } from "node:worker_threads";
import { lookAtPalm, type PalmSight } from "#core/palm/look-at-palm.ts";
import type { Hand } from "#core/photos/photo.ts";
import { decodeForSight } from "./decode-for-sight.ts";

export type PalmThreadTask = {
  readonly jpeg: Uint8Array;
  /** Whose palm it is said to be. */
  readonly declared: Hand;
};

/** Named, because Node sends messages of its own over the same port while it watches files. */
export type PalmThreadMessage = { readonly sight: PalmSight };

const { jpeg, declared } = workerData as PalmThreadTask;

/** Looks at one photo and ends. Its own thread, because it counts for a second what nobody may wait behind. */
const sight = lookAtPalm(await decodeForSight(jpeg), { declared });
parentPort?.postMessage({ sight } satisfies PalmThreadMessage);
