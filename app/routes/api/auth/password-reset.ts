import { z } from "zod";
import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { requestReset } from "#http/password.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";

const Body = z.object({ email: z.string().max(254) });

export const loader = api(nothingToRead);

/** The same answer whether the address exists or not. */
export const action = api(
  byMethod({
    POST: async (args) => {
      await requestReset(args, (await readJson(args.request, Body)).email);
      return privateJson({ status: "accepted" }, { status: 202 });
    },
  }),
);
