import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "#components/pages/account/confirm-page.tsx";
import { LinkExpired } from "#core/users/user.ts";
import { getVerifyLink, verifyEmail } from "#core/users/verify-email.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { form, page } from "#http/route.server.ts";
import { originOf, requireSessionOrLogin } from "#http/viewer.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const { user } = await requireSessionOrLogin(args);
  const { userId } = await getVerifyLink(args.deps.db, args.params["token"] ?? "");
  if (userId !== user.id) throw new LinkExpired();
  return withCsrf(args, { language: args.language, email: user.email });
});

export const action = form(async (args) => {
  const { user } = await requireSessionOrLogin(args);
  await verifyEmail(args.deps.db, user, {
    token: args.params["token"] ?? "",
    from: originOf(args),
  });
  return redirect(localePath(args.language, "/account?news=verified"), 303);
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.verify.title);

export default function VerifyEmail() {
  const { language, csrf, email } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const messages = messagesOf(language);
  const { title, lead, submit } = messages.verify;
  return (
    <ConfirmPage
      messages={messages}
      csrf={csrf}
      title={title}
      text={lead({ email })}
      submit={submit}
      failure={failure}
    />
  );
}
