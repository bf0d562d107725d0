import { privateJson } from "#http/json.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import { requireUser } from "#http/viewer.server.ts";
import { toUserJson } from "#http/user-json.server.ts";

export const loader = api(async (args) => privateJson(toUserJson(await requireUser(args))));

export const action = api(nothingToChange);
