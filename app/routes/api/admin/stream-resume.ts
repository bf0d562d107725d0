import { resumeStream } from "#core/admin/steer-stream.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import type { SteeredStream } from "#http/wire/admin-answers.server.ts";

export const loader = api(adminOnly(nothingToRead));

export const action = api(
  adminOnly(async (args, { id: actorId }) =>
    byMethod({
      POST: async ({ deps, params }) => {
        const stream = params["stream"] ?? "";
        await resumeStream(deps, { stream, actorId });
        return privateJson({ name: stream, is_paused: false } satisfies SteeredStream);
      },
    })(args),
  ),
);
