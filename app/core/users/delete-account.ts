import { deleteAnalysis } from "../analyses/delete-analysis.ts";
import { listAnalysisIdsOfUser } from "../analyses/analyses.repo.ts";
import type { Db } from "../database.ts";
import { deleteMailsTo } from "../mail/mails.repo.ts";
import type {
  AnalysisQueue,
  Log,
  PhotoQueue,
  PhotoStore,
  ReplyQueue,
  SessionStore,
} from "../ports.ts";
import { deleteQuotaSubject } from "../quotas/quotas.repo.ts";
import type { User } from "./user.ts";
import { deleteUser } from "./users.repo.ts";

export type DeleteAccountDeps = {
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly analysisQueue: AnalysisQueue;
  readonly photoQueue: Pick<PhotoQueue, "forget">;
  readonly replyQueue: Pick<ReplyQueue, "forget" | "forgetUser">;
  readonly sessions: SessionStore;
  readonly log: Log;
};

/**
 * Erases an account and everything in it: sessions first, so that nothing is added meanwhile, then readings with
 * their photos, then the row and what hangs on it. May be called again after a crash.
 */
export async function deleteAccount(deps: DeleteAccountDeps, user: User): Promise<void> {
  await deps.sessions.endAllOf(user.id);
  for (const id of await listAnalysisIdsOfUser(deps.db, user.id)) await deleteAnalysis(deps, id);
  await deps.db.transaction().execute(async (tx) => {
    await deleteMailsTo(tx, user.email);
    await deleteQuotaSubject(tx, `user:${user.id}`);
    await deleteUser(tx, user.id);
  });
  try {
    await Promise.all([
      deps.analysisQueue.forgetUser(user.id),
      deps.replyQueue.forgetUser(user.id),
    ]);
  } catch (error) {
    deps.log.warn({ err: error }, "user's share of the queue not forgotten");
  }
}
