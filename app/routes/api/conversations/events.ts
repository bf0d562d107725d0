import { conversationEvents } from "#http/conversation-events.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(async (args) => conversationEvents(args, { language: args.language }));
