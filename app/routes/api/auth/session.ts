import { recordAudit } from "#core/audit/audit.repo.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { NoSuchPage } from "#http/no-such-page.server.ts";
import { api } from "#http/route.server.ts";
import { originOf, requireSession } from "#http/viewer.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    DELETE: async (args) => {
      const { user } = await requireSession(args);
      const isEnded = await args.deps.sessions.end(user.id, args.params["sessionId"] ?? "");
      if (!isEnded) throw new NoSuchPage();
      await recordAudit(args.deps.db, {
        userId: user.id,
        action: "session_ended",
        from: originOf(args),
      });
      return new Response(null, { status: 204 });
    },
  }),
);
