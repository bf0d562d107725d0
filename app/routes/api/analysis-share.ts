import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { shareOwnAnalysis, unshareOwnAnalysis } from "#http/own-sharing.server.ts";
import { api } from "#http/route.server.ts";
import type { SharedAnalysis } from "#http/wire/analysis-answers.server.ts";

export const loader = api(nothingToRead);

/** A link to the summary, made or taken back. */
export const action = api(
  byMethod({
    POST: async (args) => {
      const { analysis, address, isNew } = await shareOwnAnalysis(args);
      return privateJson({ analysis_id: analysis.id, url: address } satisfies SharedAnalysis, {
        status: isNew ? 201 : 200,
      });
    },
    DELETE: async (args) => {
      await unshareOwnAnalysis(args);
      return new Response(null, { status: 204 });
    },
  }),
);
