import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { UserPage } from "#components/pages/admin/user-page.tsx";
import { adminForm } from "#http/admin-form.server.ts";
import { changeRoleByForm, loadUserForAdmin } from "#http/admin-user.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const admin = await requireAdmin(args);
  return withCsrf(args, {
    language: args.language,
    user: await loadUserForAdmin(args, admin),
    isChanged: new URL(args.request.url).searchParams.has("changed"),
  });
});

export const action = adminForm(async (args, admin, fields) => {
  const isChanged = await changeRoleByForm(args, admin, fields);
  const path = localePath(args.language, `/admin/users/${args.params["userId"] ?? ""}`);
  return redirect(isChanged ? `${path}?changed` : path, 303);
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, ({ admin }) => data?.user.email ?? admin.areas.users);

export default function UserRoute() {
  const { language, csrf, user, isChanged } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <UserPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      user={user}
      isChanged={isChanged}
      failure={failure}
    />
  );
}
