import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { browserModules } from "virtual:browser-modules";
import { AnswerNotRetryable, NotStoppable } from "#core/conversations/conversation.ts";
import { retryAnswer } from "#core/conversations/retry-answer.ts";
import { stopAnswer } from "#core/conversations/stop-answer.ts";
import { ConversationPage } from "#components/pages/conversation-page.tsx";
import { ownPage } from "#http/cache.server.ts";
import { loadConversationPage } from "#http/conversation-page.server.ts";
import {
  askOwnQuestion,
  formClientKey,
  requireOwnConversation,
} from "#http/conversations.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => withCsrf(args, await loadConversationPage(args)));

export const action = form(async (args, fields) => {
  const { deps, language } = args;
  const conversation = await requireOwnConversation(args);
  const { intent, content = "" } = fields;
  if (intent === "stop") {
    await stopAnswer(deps, conversation).catch(unlessDone(NotStoppable));
  } else if (intent === "retry") {
    await retryAnswer(deps, { conversation, limits: deps.config.limits }).catch(
      unlessDone(AnswerNotRetryable),
    );
  } else {
    const clientKey = formClientKey(fields, content, deps.config.secretKeys);
    await askOwnQuestion(args, { content, clientKey });
  }
  return redirect(localePath(language, `/conversations/${conversation.id}#latest`), 303);
});

/** A tap that comes a moment late: the answer is there already, and the page shows it. */
function unlessDone(Done: typeof NotStoppable | typeof AnswerNotRetryable) {
  return (error: unknown): undefined => {
    if (!(error instanceof Done)) throw error;
  };
}

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, () => data?.conversation.title ?? "");

export default function ShowConversation() {
  const { language, refresh, ...shown } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <ConversationPage
      {...shown}
      language={language}
      messages={messagesOf(language)}
      isRefreshing={refresh !== null}
      failure={failure}
      modules={[browserModules["follow-conversation"]]}
    />
  );
}
