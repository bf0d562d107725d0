import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { UsersPage } from "#components/pages/admin/users-page.tsx";
import { listUsers } from "#core/users/users.repo.ts";
import { countPages, readAdminList } from "#http/admin-list.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const admin = await requireAdmin(args);
  const asked = readAdminList(args.request);
  const { items, total } = await listUsers(args.deps.db, asked);
  return {
    language: args.language,
    ownId: admin.id,
    search: asked.search,
    total,
    page: asked.page,
    pages: countPages(total),
    users: items.map(({ id, email, role, isVerified, readings, createdAt }) => ({
      id,
      email,
      role,
      isVerified,
      readings,
      registeredAt: createdAt.toISOString(),
    })),
  };
});

// Nothing can be changed here; but only an admin is told so.
export const action = page(async (args) => {
  await requireAdmin(args);
  throw new MethodNotAllowed();
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.admin.areas.users);

export default function Users() {
  const { language, ...shown } = useLoaderData<typeof loader>();
  return <UsersPage {...shown} language={language} messages={messagesOf(language)} />;
}
