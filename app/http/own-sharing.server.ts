import type { Analysis } from "#core/analyses/analysis.ts";
import { giveFeedback } from "#core/feedback/give-feedback.ts";
import type { ReadingPart } from "#core/feedback/reading-part.ts";
import { makeShareLink } from "#core/sharing/make-share-link.ts";
import { readShareLink } from "#core/sharing/read-shared.ts";
import { revokeShareLink } from "#core/sharing/revoke-share-link.ts";
import { requireOwnAnalysis } from "./analyses.server.ts";
import { LoginRequired } from "./login-required.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { sharedAddress } from "./shared-reading.server.ts";
import { originOf } from "./viewer.server.ts";

/** A link as the report shows it: `address` is null when it cannot be shown again. */
export type OwnLink = { readonly address: string | null };

/** The link of an analysis of the viewer's; null when there is none. */
export async function loadOwnLink(args: RouteArgs, analysisId: string): Promise<OwnLink | null> {
  const { db, config } = args.deps;
  const link = await readShareLink(db, analysisId, config.secretKeys);
  return link && { address: link.token === null ? null : sharedAddress(args, link.token) };
}

/** Makes the link of the viewer's reading, or finds the one that there is. @throws AnalysisNotFound, LoginRequired, NotFinished */
export async function shareOwnAnalysis(
  args: RouteArgs,
): Promise<{ analysis: Analysis; address: string; isNew: boolean }> {
  const { analysis, userId } = await requireUsersAnalysis(args);
  const { token, isNew } = await makeShareLink(args.deps.db, analysis, {
    userId,
    secretKeys: args.deps.config.secretKeys,
    from: originOf(args),
  });
  return { analysis, address: sharedAddress(args, token), isNew };
}

/** Takes that link back; quiet when there is none. @throws AnalysisNotFound, LoginRequired */
export async function unshareOwnAnalysis(args: RouteArgs): Promise<Analysis> {
  const { analysis, userId } = await requireUsersAnalysis(args);
  await revokeShareLink(args.deps.db, analysis.id, { userId, from: originOf(args) });
  return analysis;
}

/** @throws AnalysisNotFound, NotFinished */
export async function rateOwnAnalysis(
  args: RouteArgs,
  said: { readonly part: ReadingPart; readonly isHelpful: boolean | null },
): Promise<Analysis> {
  const analysis = await requireOwnAnalysis(args);
  await giveFeedback(args.deps.db, analysis, said);
  return analysis;
}

/** Guests cannot be found again, and whoever hands out a link has to be able to take it back. */
async function requireUsersAnalysis(
  args: RouteArgs,
): Promise<{ analysis: Analysis; userId: string }> {
  const analysis = await requireOwnAnalysis(args);
  if (analysis.owner.kind === "guest") throw new LoginRequired();
  return { analysis, userId: analysis.owner.id };
}
