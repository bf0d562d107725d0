import { InvalidInput } from "#core/errors.ts";
import { privateJson } from "#http/json.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { api } from "#http/route.server.ts";
import { submitFromRequest } from "#http/submit-form.server.ts";

export const action = api(async (args) => {
  if (args.request.method !== "POST") throw new MethodNotAllowed();
  const key = readIdempotencyKey(args.request);

  const { analysis, setCookie } = await submitFromRequest(args, {
    language: args.language,
    typed: {},
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
    },
    { status: 202, headers: { Location: self, "Set-Cookie": setCookie } },
  );
});

export const loader = api(() => Promise.reject(new MethodNotAllowed()));

function readIdempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("Idempotency-Key");
  if (key === null) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new InvalidInput({ "Idempotency-Key": [{ code: "input.idempotency_key" }] });
}
