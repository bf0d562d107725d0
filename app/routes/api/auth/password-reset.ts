import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { requestReset } from "#http/password.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { ResetWish } from "#http/wire/account-requests.server.ts";
import type { ResetAccepted } from "#http/wire/account-answers.server.ts";

export const loader = api(nothingToRead);

/** The same answer whether the address exists or not. */
export const action = api(
  byMethod({
    POST: async (args) => {
      await requestReset(args, (await readJson(args.request, ResetWish)).email);
      return privateJson({ status: "accepted" } satisfies ResetAccepted, { status: 202 });
    },
  }),
);
