import { logOut } from "#http/log-out.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => new Response(null, { status: 204, headers: await logOut(args) }),
  }),
);
