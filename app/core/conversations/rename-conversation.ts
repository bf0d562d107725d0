import type { Db } from "../database.ts";
import type { Conversation } from "./conversation.ts";
import { updateTitle } from "./conversations.repo.ts";
import { readTitle } from "./question.ts";

/** Gives a conversation another title. @throws InvalidInput on `title` */
export async function renameConversation(
  deps: { readonly db: Db },
  conversation: Conversation,
  text: string,
): Promise<Conversation> {
  const title = readTitle(text);
  await updateTitle(deps.db, conversation.id, title);
  return { ...conversation, title };
}
