import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { rateOwnAnalysis } from "#http/own-sharing.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { requireOwnAnalysis } from "#http/analyses.server.ts";
import { PartRating } from "#http/wire/analysis-requests.server.ts";
import type { RatedPart } from "#http/wire/analysis-answers.server.ts";

export const loader = api(nothingToRead);

/** Whether a part of the reading was helpful. */
export const action = api(
  byMethod({
    POST: async (args) => {
      await requireOwnAnalysis(args);
      const { part, helpful } = await readJson(args.request, PartRating);
      const { id } = await rateOwnAnalysis(args, { part, isHelpful: helpful });
      return privateJson({ analysis_id: id, part, helpful } satisfies RatedPart);
    },
  }),
);
