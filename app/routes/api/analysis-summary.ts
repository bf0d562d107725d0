import { requireOwnAnalysis } from "#http/analyses.server.ts";
import { privateJson } from "#http/json.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import type { AnalysisSummary } from "#http/wire/analysis-answers.server.ts";

export const loader = api(async (args) => {
  const analysis = await requireOwnAnalysis(args);

  return privateJson({
    analysis_id: analysis.id,
    status: analysis.status,
    summary: analysis.reading?.summary ?? null,
    requires_login: analysis.owner.kind === "guest",
    created_at: analysis.createdAt.toISOString(),
  } satisfies AnalysisSummary);
});

export const action = api(nothingToChange);
