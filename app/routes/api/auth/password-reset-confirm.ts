import { byMethod, nothingToRead } from "#http/method.server.ts";
import { resetByLink } from "#http/password.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { PasswordReset } from "#http/wire/account-requests.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const { token, new_password: password } = await readJson(args.request, PasswordReset);
      const headers = await resetByLink(args, { token, password });
      return new Response(null, { status: 204, headers });
    },
  }),
);
