import { openApiAnswer } from "#http/openapi/openapi-answer.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(({ request, deps }) =>
  openApiAnswer(request, { hasSecureCookies: deps.config.secureCookies }),
);
