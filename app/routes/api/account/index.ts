import { byMethod, nothingToRead } from "#http/method.server.ts";
import { deleteOwnAccount } from "#http/password.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { requireSession } from "#http/viewer.server.ts";
import { AccountDeletion } from "#http/wire/account-requests.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    DELETE: async (args) => {
      const { user } = await requireSession(args);
      const { current_password: password } = await readJson(args.request, AccountDeletion);
      return new Response(null, {
        status: 204,
        headers: await deleteOwnAccount(args, user, password),
      });
    },
  }),
);
