import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { AskPage } from "#components/pages/ask-page.tsx";
import { loadAskPage } from "#http/ask-page.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { formClientKey, startOwnConversation } from "#http/conversations.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => withCsrf(args, await loadAskPage(args)));

export const action = form(async (args, fields) => {
  const message = fields["suggestion"] ?? fields["message"] ?? "";
  const clientKey = formClientKey(fields, message, args.deps.config.secretKeys);
  const { conversation } = await startOwnConversation(args, { message, clientKey });
  return redirect(localePath(args.language, `/conversations/${conversation.id}#latest`), 303);
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.talk.title);

export default function Ask() {
  const { language, ...shown } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <AskPage {...shown} language={language} messages={messagesOf(language)} failure={failure} />
  );
}
