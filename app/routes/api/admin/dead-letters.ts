import { getStream } from "#core/admin/admin-failures.ts";
import { listDeadLetters } from "#core/admin/list-dead-letters.ts";
import { toDeadLetterJson } from "#http/admin-json.server.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { readAskedStream } from "#http/admin-streams.server.ts";
import { readPage } from "#http/readings-page.server.ts";
import { privateJson } from "#http/json.server.ts";
import { api } from "#http/route.server.ts";
import type { DeadLettersPage } from "#http/wire/admin-answers.server.ts";

export const loader = api(
  adminOnly(async (args) => {
    const stream = getStream(args.deps.streamsAdmin, readAskedStream(args));
    const { page, perPage } = readPage(args.request);
    const { letters, total } = await listDeadLetters(args.deps.db, stream, { page, perPage });
    return privateJson({
      items: letters.map(toDeadLetterJson),
      page,
      per_page: perPage,
      total,
      has_more: page * perPage < total,
    } satisfies DeadLettersPage);
  }),
);

export const action = api(adminOnly(null));
