import type { Db } from "../database.ts";
import type { PhotoStore } from "../ports.ts";
import { refundQuotas } from "../quotas/quotas.repo.ts";
import { discardIncomingPhotos } from "./discard-incoming-photos.ts";

/** What follows when an analysis has failed for good: it was not counted, and what was not decoded goes. */
export async function giveUpAnalysis(
  deps: { readonly db: Db; readonly photoStore: PhotoStore },
  id: string,
): Promise<void> {
  await refundQuotas(deps.db, id);
  await discardIncomingPhotos(deps, id);
}
