import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "#components/pages/account/confirm-page.tsx";
import { privatePage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { logOut } from "#http/log-out.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => withCsrf(args, { language: args.language }));

export const action = form(async (args) =>
  redirect(localePath(args.language, "/"), { status: 303, headers: await logOut(args) }),
);

export const headers = privatePage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.logout.title);

export default function Logout() {
  const { language, csrf } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const messages = messagesOf(language);
  const { title, lead, submit } = messages.logout;
  return (
    <ConfirmPage
      messages={messages}
      csrf={csrf}
      title={title}
      text={lead}
      submit={submit}
      failure={failure}
    />
  );
}
