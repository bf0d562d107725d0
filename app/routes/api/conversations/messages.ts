import { listMessages } from "#core/conversations/list-messages.ts";
import { toAskedJson, toMessageJson } from "#http/conversation-json.server.ts";
import {
  apiClientKey,
  askOwnQuestion,
  requireOwnConversation,
} from "#http/conversations.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod } from "#http/method.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { MessagesPaging, NextQuestion } from "#http/wire/conversation-requests.server.ts";
import type { MessagesPage } from "#http/wire/conversation-answers.server.ts";

export const loader = api(async (args) => {
  const { id } = await requireOwnConversation(args);
  const asked = MessagesPaging.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const { items, before } = await listMessages(args.deps, id, {
    before: asked.before,
    limit: asked.per_page,
  });
  return privateJson({
    items: items.map((message) => toMessageJson(message, args.language)),
    per_page: asked.per_page,
    has_more: before !== null,
    before,
  } satisfies MessagesPage);
});

export const action = api(
  byMethod({
    POST: async (args) => {
      await requireOwnConversation(args);
      const { content, client_key } = await readJson(args.request, NextQuestion);
      const clientKey = apiClientKey(args.request, client_key);
      const asked = await askOwnQuestion(args, { content, clientKey });
      return privateJson(toAskedJson(asked), { status: 202 });
    },
  }),
);
