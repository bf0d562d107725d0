import { issueCsrf } from "#http/csrf-guard.server.ts";
import { privateJson } from "#http/json.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import type { CsrfToken } from "#http/wire/account-answers.server.ts";

export const loader = api(async (args) => {
  const { csrf, headers } = await issueCsrf(args);
  return privateJson({ csrf_token: csrf } satisfies CsrfToken, { headers });
});

export const action = api(nothingToChange);
