import { conversationEvents } from "#http/conversation-events.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(async (args) => conversationEvents(args, { language: args.language }));

export const action = api(nothingToChange);
