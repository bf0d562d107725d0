import { setPriority } from "node:os";
import { lookAtPalm, type PalmSight } from "#core/palm/look-at-palm.ts";
import type { Hand } from "#core/photos/photo.ts";
import { decodeForSight } from "./decode-for-sight.ts";

export type PalmThreadTask = {
  readonly jpeg: Uint8Array;
  /** Whose palm it is said to be. */
  readonly declared: Hand;
};

/** The worker's own loop goes first: it keeps the beats of every job. On Linux this is the thread's own. */
if (process.platform === "linux") setPriority(5);

/** What a thread of the pool does (look-in-thread.ts): it counts for a second what nobody may wait behind. */
export default async function look({ jpeg, declared }: PalmThreadTask): Promise<PalmSight> {
  return lookAtPalm(await decodeForSight(jpeg), { declared });
}
