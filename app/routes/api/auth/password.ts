import { z } from "zod";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { changeOwnPassword } from "#http/password.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { requireSession } from "#http/viewer.server.ts";

const Body = z.object({
  current_password: z.string().max(1_000),
  new_password: z.string().max(1_000),
});

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const { user } = await requireSession(args);
      const body = await readJson(args.request, Body);
      const headers = await changeOwnPassword(args, user, {
        current: body.current_password,
        next: body.new_password,
      });
      return new Response(null, { status: 204, headers });
    },
  }),
);
