import { data, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { AccountPage } from "#components/pages/account/account-page.tsx";
import { changeAccount, loadAccount } from "#http/account-page.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { form, page } from "#http/route.server.ts";
import { requireSessionOrLogin } from "#http/viewer.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

const toldInAddress = [
  "password",
  "session",
  "sessions",
  "token_revoked",
  "mail",
  "verified",
] as const;

export const loader = page(async (args) => {
  const session = await requireSessionOrLogin(args);
  const said = new URL(args.request.url).searchParams.get("news");
  const kind = toldInAddress.find((name) => name === said);
  return withCsrf(args, {
    language: args.language,
    account: await loadAccount(args, session),
    news: kind === undefined ? null : { kind },
  });
});

export const action = form(async (args, fields) => {
  const change = await changeAccount(args, await requireSessionOrLogin(args), fields);
  // The token is shown in the answer itself, once; it must not stand in an address.
  if (change.kind === "token") return data({ token: change.token });
  return redirect(localePath(args.language, `/account?news=${change.kind}`), {
    status: 303,
    headers: change.headers,
  });
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  formTitle(loaded, (messages) => messages.account.title);

export default function Account() {
  const { language, csrf, account, news } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const token = done && "token" in done ? done.token : undefined;
  return (
    <AccountPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      account={account}
      news={token === undefined ? news : { kind: "token", token }}
      failure={done && "code" in done ? done : undefined}
    />
  );
}
