import { readStream, USUAL_HOURS } from "#core/admin/read-stream.ts";
import { toStreamJson } from "#http/admin-json.server.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { privateJson } from "#http/json.server.ts";
import { api } from "#http/route.server.ts";
import type { StreamsList } from "#http/wire/admin-answers.server.ts";

export const loader = api(
  adminOnly(async ({ deps }) => {
    const states = await Promise.all(
      deps.streamsAdmin.streams.map((stream) => readStream(stream, { hours: USUAL_HOURS })),
    );
    return privateJson({ items: states.map(toStreamJson) } satisfies StreamsList);
  }),
);

export const action = api(adminOnly(null));
