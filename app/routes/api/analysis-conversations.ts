import { listConversations } from "#core/conversations/conversations.repo.ts";
import { toAskedJson, toListedConversationJson } from "#http/conversation-json.server.ts";
import {
  apiClientKey,
  requireAskableAnalysis,
  startOwnConversation,
} from "#http/conversations.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod } from "#http/method.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { readPage } from "#http/readings-page.server.ts";
import { api } from "#http/route.server.ts";
import { FirstQuestion } from "#http/wire/conversation-requests.server.ts";
import type { ConversationsPage } from "#http/wire/conversation-answers.server.ts";

export const loader = api(async (args) => {
  const analysis = await requireAskableAnalysis(args);
  const { page, perPage } = readPage(args.request);
  const { items, total } = await listConversations(args.deps.db, analysis.id, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return privateJson({
    items: items.map(toListedConversationJson),
    page,
    per_page: perPage,
    total,
    has_more: page * perPage < total,
  } satisfies ConversationsPage);
});

export const action = api(
  byMethod({
    POST: async (args) => {
      await requireAskableAnalysis(args);
      const { message, client_key } = await readJson(args.request, FirstQuestion);
      const clientKey = apiClientKey(args.request, client_key);
      const asked = await startOwnConversation(args, { message, clientKey });
      return privateJson(toAskedJson(asked), {
        status: 202,
        headers: { Location: `/api/v1/conversations/${asked.conversation.id}` },
      });
    },
  }),
);
