import type { Verdict } from "#queue/define-job.ts";
import { PhotoMissing } from "../photos/photo-missing.ts";
import { PhotoRejected } from "../photos/photo.ts";
import { PalmNotReadable } from "../reading/reading-failures.ts";
import { verdictOf } from "../retry.ts";

/**
 * The verdict on a run that gave no reading. That a photo shows no palm, or cannot be opened, is what there is to say
 * of it: nobody has to look into that, and no other run would say anything else.
 */
export function verdictOnAnalysis(error: unknown): Verdict {
  return isAboutThePhoto(error) ? { kind: "decline" } : verdictOf(error);
}

function isAboutThePhoto(error: unknown): boolean {
  if (error instanceof PalmNotReadable) return true;
  // A file that is not where its row says is our own failure, whatever its owner is told.
  return error instanceof PhotoRejected && !(error.cause instanceof PhotoMissing);
}
