import { deleteConversation } from "#core/conversations/delete-conversation.ts";
import { renameConversation } from "#core/conversations/rename-conversation.ts";
import { toConversationJson } from "#http/conversation-json.server.ts";
import { requireOwnConversation } from "#http/conversations.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod } from "#http/method.server.ts";
import { readJson } from "#http/read-body.server.ts";
import { api } from "#http/route.server.ts";
import { ConversationChanges } from "#http/wire/conversation-requests.server.ts";

export const loader = api(async (args) =>
  privateJson(toConversationJson(await requireOwnConversation(args))),
);

export const action = api(
  byMethod({
    PATCH: async (args) => {
      const conversation = await requireOwnConversation(args);
      const { title } = await readJson(args.request, ConversationChanges);
      const renamed = await renameConversation(args.deps, conversation, title);
      return privateJson(toConversationJson(renamed));
    },
    DELETE: async (args) => {
      await deleteConversation(args.deps, await requireOwnConversation(args));
      return new Response(null, { status: 204 });
    },
  }),
);
