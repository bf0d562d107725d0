import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { DeleteAccountPage } from "#components/pages/account/delete-account-page.tsx";
import { listAnalysisIdsOfUser } from "#core/analyses/analyses.repo.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { deleteOwnAccount } from "#http/password.server.ts";
import { form, page } from "#http/route.server.ts";
import { requireSessionOrLogin } from "#http/viewer.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const { user } = await requireSessionOrLogin(args);
  const { length: readings } = await listAnalysisIdsOfUser(args.deps.db, user.id);
  return withCsrf(args, { language: args.language, readings });
});

export const action = form(async (args, { current_password: password = "" }) => {
  const { user } = await requireSessionOrLogin(args);
  const headers = await deleteOwnAccount(args, user, password);
  return redirect(localePath(args.language, "/account/deleted"), { status: 303, headers });
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.deletion.title);

export default function DeleteAccount() {
  const { language, csrf, readings } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <DeleteAccountPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      readings={readings}
      failure={failure}
    />
  );
}
