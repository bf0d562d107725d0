import { updateLabel } from "#core/analyses/analyses.repo.ts";
import type { Analysis } from "#core/analyses/analysis.ts";
import { cancelAnalysis } from "#core/analyses/cancel-analysis.ts";
import { deleteAnalysis } from "#core/analyses/delete-analysis.ts";
import { readLabel } from "#core/analyses/label.ts";
import { retryAnalysis } from "#core/analyses/retry-analysis.ts";
import { quotasOf } from "#core/analyses/submit-analysis.ts";
import { recordAudit } from "#core/audit/audit.repo.ts";
import { requireOwnAnalysis } from "./analyses.server.ts";
import { hashNetwork } from "./network-hash.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { originOf } from "./viewer.server.ts";

/** Gives the viewer's reading a name, or takes it away with a blank one. @throws AnalysisNotFound, InvalidInput */
export async function renameOwnAnalysis(args: RouteArgs, label: string): Promise<Analysis> {
  const analysis = { ...(await requireOwnAnalysis(args)), label: readLabel(label) };
  await updateLabel(args.deps.db, analysis.id, analysis.label);
  return analysis;
}

/** Erases the viewer's reading. @throws AnalysisNotFound */
export async function deleteOwnAnalysis(args: RouteArgs): Promise<void> {
  const analysis = await requireOwnAnalysis(args);
  await deleteAnalysis(args.deps, analysis.id);
  if (analysis.owner.kind === "user") {
    await recordAudit(args.deps.db, {
      userId: analysis.owner.id,
      action: "reading_deleted",
      from: originOf(args),
    });
  }
}

/** @throws AnalysisNotFound, NotCancellable */
export async function cancelOwnAnalysis(args: RouteArgs): Promise<Analysis> {
  const analysis = await requireOwnAnalysis(args);
  await cancelAnalysis(args.deps, analysis.id);
  return analysis;
}

/** @throws AnalysisNotFound, NotRetryable, RetryTooSoon, QuotaReached */
export async function retryOwnAnalysis(args: RouteArgs): Promise<Analysis> {
  const { deps, connection } = args;
  const analysis = await requireOwnAnalysis(args);
  const viewer = await args.viewer();
  await retryAnalysis(deps, analysis, {
    now: deps.clock.now(),
    quotas: quotasOf(analysis.owner, {
      network: hashNetwork(connection.network, deps.config.secretKeys),
      limits: deps.config.limits,
      isVerified: viewer.kind === "user" && viewer.user.isVerified,
    }),
  });
  return analysis;
}
