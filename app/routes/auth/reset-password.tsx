import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ResetPasswordPage } from "#components/pages/account/reset-password-page.tsx";
import { releaseAddress } from "#core/users/release-address.ts";
import { getResetLink } from "#core/users/reset-password.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { resetByLink } from "#http/password.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const { user, purpose } = await getResetLink(args.deps.db, args.params["token"] ?? "");
  return withCsrf(args, { language: args.language, email: user.email, purpose });
});

export const action = form(async (args, { new_password: password = "" }) => {
  const { deps, language, params } = args;
  const token = params["token"] ?? "";
  const { purpose } = await getResetLink(deps.db, token);
  if (purpose === "release_address") {
    await releaseAddress(deps, token);
    return redirect(localePath(language, "/register"), 303);
  }
  const headers = await resetByLink(args, { token, password });
  return redirect(localePath(language, "/account?news=password"), { status: 303, headers });
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, ({ reset }) =>
    data?.purpose === "release_address" ? reset.releaseTitle : reset.title,
  );

export default function ResetPassword() {
  const { language, csrf, email, purpose } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <ResetPasswordPage
      messages={messagesOf(language)}
      csrf={csrf}
      email={email}
      purpose={purpose}
      failure={failure}
    />
  );
}
