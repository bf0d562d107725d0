import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { deleteConversation } from "#core/conversations/delete-conversation.ts";
import { renameConversation } from "#core/conversations/rename-conversation.ts";
import { EditConversationPage } from "#components/pages/edit-conversation-page.tsx";
import { ownPage } from "#http/cache.server.ts";
import { requireOwnConversation } from "#http/conversations.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const { id, title } = await requireOwnConversation(args);
  return withCsrf(args, { language: args.language, conversation: { id, title } });
});

export const action = form(async (args, { intent, title = "" }) => {
  const { deps, language } = args;
  const conversation = await requireOwnConversation(args);
  if (intent === "delete") {
    await deleteConversation(deps, conversation);
    const rest = `/analyses/${conversation.analysisId}/conversations?deleted`;
    return redirect(localePath(language, rest), 303);
  }
  await renameConversation(deps, conversation, title);
  return redirect(localePath(language, `/conversations/${conversation.id}`), 303);
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.talk.edit);

export default function EditConversation() {
  const { language, csrf, conversation } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <EditConversationPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      conversation={conversation}
      failure={failure}
    />
  );
}
