import { InvalidInput } from "#core/errors.ts";
import { toListedJson } from "#http/analysis-json.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod } from "#http/method.server.ts";
import { listOwnReadings } from "#http/readings-page.server.ts";
import { api } from "#http/route.server.ts";
import { submitFromRequest } from "#http/submit-form.server.ts";
import { IdempotencyKey } from "#http/wire/analysis-requests.server.ts";
import type { AcceptedAnalysis, AnalysesPage } from "#http/wire/analysis-answers.server.ts";

export const loader = api(async (args) => {
  const { items, page, perPage, total } = await listOwnReadings(args);
  return privateJson({
    items: items.map(toListedJson),
    page,
    per_page: perPage,
    total,
    has_more: page * perPage < total,
  } satisfies AnalysesPage);
});

export const action = api(
  byMethod({
    POST: async (args) => {
      const key = readIdempotencyKey(args.request);
      const { analysis, headers } = await submitFromRequest(args, {
        language: args.language,
        typed: {},
        hasTokenField: false,
        repeatRule: () => (key === undefined ? null : { kind: "idempotency_key", key }),
      });
      const self = `/api/v1/analyses/${analysis.id}`;
      return privateJson(
        {
          analysis_id: analysis.id,
          job_id: analysis.id,
          status: analysis.status,
          links: {
            self,
            status: `${self}/status`,
            summary: `${self}/summary`,
            events: `${self}/events`,
          },
        } satisfies AcceptedAnalysis,
        { status: 202, headers: { ...headers, Location: self } },
      );
    },
  }),
);

function readIdempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("Idempotency-Key");
  if (key === null) return undefined;
  if (IdempotencyKey.safeParse(key).success) return key;
  throw new InvalidInput({ "Idempotency-Key": [{ code: "input.idempotency_key" }] });
}
