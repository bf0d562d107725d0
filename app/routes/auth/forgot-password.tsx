import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ForgotPasswordPage } from "#components/pages/account/forgot-password-page.tsx";
import { privatePage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { requestReset } from "#http/password.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) =>
  withCsrf(args, {
    language: args.language,
    isSent: new URL(args.request.url).searchParams.has("sent"),
    sendsMail: args.deps.config.mail.kind !== "none",
  }),
);

export const action = form(async (args, { email = "" }) => {
  await requestReset(args, email);
  return redirect(localePath(args.language, "/forgot-password?sent"), 303);
});

export const headers = privatePage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, ({ forgot }) => (data?.isSent ? forgot.sentTitle : forgot.title));

export default function ForgotPassword() {
  const { language, csrf, isSent, sendsMail } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <ForgotPasswordPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      isSent={isSent}
      sendsMail={sendsMail}
      failure={failure}
    />
  );
}
