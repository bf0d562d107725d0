import { stopAnswer } from "#core/conversations/stop-answer.ts";
import { toAnswerJson } from "#http/conversation-json.server.ts";
import { requireOwnConversation } from "#http/conversations.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const answer = await stopAnswer(args.deps, await requireOwnConversation(args));
      return privateJson(toAnswerJson(answer, args.language));
    },
  }),
);
