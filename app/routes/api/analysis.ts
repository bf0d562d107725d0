import { toAnalysisJson } from "#http/analysis-json.server.ts";
import { requireOwnAnalysis } from "#http/analyses.server.ts";
import { privateJson } from "#http/json.server.ts";
import { LoginRequired } from "#http/login-required.server.ts";
import { byMethod } from "#http/method.server.ts";
import { deleteOwnAnalysis, renameOwnAnalysis } from "#http/own-analysis.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { AnalysisChanges } from "#http/wire/analysis-requests.server.ts";
import type { RenamedAnalysis } from "#http/wire/analysis-answers.server.ts";

/** The whole reading is for people who have logged in; a guest reads its own summary instead. */
export const loader = api(async (args) => {
  const analysis = await requireOwnAnalysis(args);
  if (analysis.owner.kind === "guest") throw new LoginRequired();
  return privateJson(toAnalysisJson(analysis));
});

export const action = api(
  byMethod({
    PATCH: async (args) => {
      const asked = await readJson(args.request, AnalysisChanges);
      const { id, status, label } = await renameOwnAnalysis(args, asked.label ?? "");
      return privateJson({ analysis_id: id, status, label } satisfies RenamedAnalysis);
    },
    DELETE: async (args) => {
      await deleteOwnAnalysis(args);
      return new Response(null, { status: 204 });
    },
  }),
);
