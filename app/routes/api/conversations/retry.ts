import { retryAnswer } from "#core/conversations/retry-answer.ts";
import { toAnswerJson } from "#http/conversation-json.server.ts";
import { requireOwnConversation } from "#http/conversations.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(nothingToRead);

export const action = api(
  byMethod({
    POST: async (args) => {
      const { deps, language } = args;
      const conversation = await requireOwnConversation(args);
      const answer = await retryAnswer(deps, { conversation, limits: deps.config.limits });
      return privateJson(toAnswerJson(answer, language), { status: 202 });
    },
  }),
);
