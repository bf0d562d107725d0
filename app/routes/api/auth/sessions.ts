import { privateJson } from "#http/json.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import { requireSession } from "#http/viewer.server.ts";
import type { SessionsList } from "#http/wire/account-answers.server.ts";

export const loader = api(async (args) => {
  const { user, sessionId } = await requireSession(args);
  const { sessions } = args.deps;
  const thisHandle = sessions.handleOf(sessionId);
  const open = await sessions.listOf(user.id);
  return privateJson({
    items: open.map((session) => ({
      session_id: session.handle,
      device: session.device,
      place: session.place,
      created_at: new Date(session.createdAt).toISOString(),
      last_seen_at: new Date(session.lastSeenAt).toISOString(),
      is_current: session.handle === thisHandle,
    })),
  } satisfies SessionsList);
});

export const action = api(nothingToChange);
