import { z } from "zod";
import { listMessages, MAX_MESSAGES } from "#core/conversations/list-messages.ts";
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

const Body = z.object({ content: z.string().default(""), client_key: z.string().optional() });

const Paging = z.object({
  before: z.coerce.number().int().min(1).max(1_000_000_000).optional().catch(undefined),
  per_page: z.coerce.number().int().min(1).max(MAX_MESSAGES).catch(20),
});

export const loader = api(async (args) => {
  const { id } = await requireOwnConversation(args);
  const asked = Paging.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const { items, before } = await listMessages(args.deps, id, {
    before: asked.before,
    limit: asked.per_page,
  });
  return privateJson({
    items: items.map((message) => toMessageJson(message, args.language)),
    per_page: asked.per_page,
    has_more: before !== null,
    before,
  });
});

export const action = api(
  byMethod({
    POST: async (args) => {
      await requireOwnConversation(args);
      const { content, client_key } = await readJson(args.request, Body);
      const clientKey = apiClientKey(args.request, client_key);
      const asked = await askOwnQuestion(args, { content, clientKey });
      return privateJson(toAskedJson(asked, args.language), { status: 202 });
    },
  }),
);
