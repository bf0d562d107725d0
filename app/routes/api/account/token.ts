import { revokeApiToken } from "#core/users/make-api-token.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { NoSuchPage } from "#http/no-such-page.server.ts";
import { readJobId } from "#http/read-job-id.server.ts";
import { api } from "#http/route.server.ts";
import { originOf, requireSession } from "#http/viewer.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    DELETE: async (args) => {
      const { user } = await requireSession(args);
      const isRevoked = await revokeApiToken(args.deps.db, {
        userId: user.id,
        id: readJobId(args.params["tokenId"]) ?? "",
        from: originOf(args),
      });
      if (!isRevoked) throw new NoSuchPage();
      return new Response(null, { status: 204 });
    },
  }),
);
