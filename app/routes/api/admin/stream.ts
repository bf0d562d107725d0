import { getStream } from "#core/admin/admin-failures.ts";
import { readStream } from "#core/admin/read-stream.ts";
import { toWholeStreamJson } from "#http/admin-json.server.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { readHours } from "#http/admin-streams.server.ts";
import { privateJson } from "#http/json.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(
  adminOnly(async ({ deps, params, request }) => {
    const stream = getStream(deps.streamsAdmin, params["stream"] ?? "");
    return privateJson(toWholeStreamJson(await readStream(stream, { hours: readHours(request) })));
  }),
);

export const action = api(adminOnly(null));
