import { byMethod, nothingToRead } from "#http/method.server.ts";
import { changeOwnPassword } from "#http/password.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { requireSession } from "#http/viewer.server.ts";
import { PasswordChange } from "#http/wire/account-requests.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const { user } = await requireSession(args);
      const body = await readJson(args.request, PasswordChange);
      const headers = await changeOwnPassword(args, user, {
        current: body.current_password,
        next: body.new_password,
      });
      return new Response(null, { status: 204, headers });
    },
  }),
);
