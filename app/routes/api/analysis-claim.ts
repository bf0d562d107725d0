import { findAnalysisOf } from "#core/analyses/analyses.repo.ts";
import { AnalysisNotFound } from "#core/analyses/analysis.ts";
import { AlreadyClaimed, claimOne } from "#core/users/claim-analyses.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { readJobId } from "#http/read-job-id.server.ts";
import { api } from "#http/route.server.ts";
import { findGuest, requireUser } from "#http/viewer.server.ts";
import type { ClaimedAnalysis } from "#http/wire/analysis-answers.server.ts";

export const loader = api(nothingToRead);

/** Moves a reading of this browser's guest cookie into the account, once. */
export const action = api(
  byMethod({
    POST: async (args) => {
      const { deps, params, request } = args;
      const user = await requireUser(args);
      const id = readJobId(params["analysisId"]);
      if (id === undefined) throw new AnalysisNotFound();
      const guestId = await findGuest(deps, request);
      const isClaimed =
        guestId !== undefined && (await claimOne(deps.db, id, { guestId, userId: user.id }));
      if (!isClaimed) {
        const own = await findAnalysisOf(deps.db, { kind: "user", id: user.id }, id);
        throw own ? new AlreadyClaimed() : new AnalysisNotFound();
      }
      return privateJson({ analysis_id: id } satisfies ClaimedAnalysis);
    },
  }),
);
