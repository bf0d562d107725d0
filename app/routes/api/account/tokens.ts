import { listApiTokens } from "#core/users/api-tokens.repo.ts";
import { makeApiToken } from "#core/users/make-api-token.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod } from "#http/method.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { originOf, requireSession } from "#http/viewer.server.ts";
import { NewApiToken } from "#http/wire/account-requests.server.ts";
import type { ApiTokensList, MadeApiToken } from "#http/wire/account-answers.server.ts";

export const loader = api(async (args) => {
  const { user } = await requireSession(args);
  const tokens = await listApiTokens(args.deps.db, user.id);
  return privateJson({
    items: tokens.map((token) => ({
      token_id: token.id,
      name: token.name,
      ending: token.ending,
      created_at: token.createdAt.toISOString(),
      last_used_at: token.lastUsedAt?.toISOString() ?? null,
    })),
  } satisfies ApiTokensList);
});

export const action = api(
  byMethod({
    POST: async (args) => {
      const { user } = await requireSession(args);
      const { name } = await readJson(args.request, NewApiToken);
      const { id, token } = await makeApiToken(args.deps.db, {
        userId: user.id,
        name,
        from: originOf(args),
      });
      return privateJson({ token_id: id, name, token } satisfies MadeApiToken, { status: 201 });
    },
  }),
);
