import { lookAtPalm, type PalmSight } from "#core/palm/look-at-palm.ts";
import { decodeForSight } from "#platform/readers/decode-for-sight.ts";

/** What is seen on an encoded photo, or on a file. */
export async function lookAt(photo: Buffer | string): Promise<PalmSight> {
  return lookAtPalm(await decodeForSight(photo));
}
