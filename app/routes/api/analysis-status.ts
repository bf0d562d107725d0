import { getProgress } from "#core/analyses/analysis-progress.ts";
import { requireOwnAnalysis } from "#http/analyses.server.ts";
import { toStatusJson } from "#http/analysis-json.server.ts";
import { privateJson } from "#http/json.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(async (args) => {
  const { id } = await requireOwnAnalysis(args);

  return privateJson(toStatusJson(await getProgress(args.deps, id), args.language));
});

export const action = api(nothingToChange);
