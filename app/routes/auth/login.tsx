import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { LoginPage } from "#components/pages/account/login-page.tsx";
import { privatePage } from "#http/cache.server.ts";
import { enterByLogin, loadEntrance } from "#http/login.server.ts";
import { Credentials } from "#http/wire/account-requests.server.ts";
import { nextPage } from "#http/next-page.server.ts";
import { parseInput } from "#http/read-body.server.ts";
import { form, page } from "#http/route.server.ts";
import { formTitle } from "#locales/page-title.ts";
import { messagesOf } from "#locales/messages-of.ts";

export const loader = page(loadEntrance);

export const action = form(async (args, fields) => {
  const { headers } = await enterByLogin(args, parseInput(Credentials, fields));
  return redirect(nextPage(args.request, args.language), { status: 303, headers });
});

export const headers = privatePage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.login.title);

export default function Login() {
  const { language, next, csrf } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <LoginPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      next={next}
      failure={failure}
    />
  );
}
