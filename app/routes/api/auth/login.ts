import { UserNotFound } from "#core/users/user.ts";
import { findUser } from "#core/users/users.repo.ts";
import { privateJson } from "#http/json.server.ts";
import { enterByLogin } from "#http/login.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { toUserJson } from "#http/user-json.server.ts";
import { Credentials } from "#http/wire/account-requests.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const credentials = await readJson(args.request, Credentials);
      const { userId, headers } = await enterByLogin(args, credentials);
      const user = await findUser(args.deps.db, userId);
      if (!user) throw new UserNotFound();
      return privateJson(toUserJson(user), { headers });
    },
  }),
);
