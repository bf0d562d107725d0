import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { retryOwnAnalysis } from "#http/own-analysis.server.ts";
import { api } from "#http/route.server.ts";
import type { RetriedAnalysis } from "#http/wire/analysis-answers.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const { id } = await retryOwnAnalysis(args);
      return privateJson({ analysis_id: id, status: "queued" } satisfies RetriedAnalysis, {
        status: 202,
      });
    },
  }),
);
