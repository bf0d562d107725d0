import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { AnalysesPage } from "#components/pages/admin/analyses-page.tsx";
import { listAnalysesWithCost } from "#core/admin/list-analyses-with-cost.ts";
import { countPages, readAdminList } from "#http/admin-list.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  await requireAdmin(args);
  const asked = readAdminList(args.request);
  const { items, total } = await listAnalysesWithCost(args.deps, asked);
  return {
    language: args.language,
    search: asked.search,
    status: asked.status,
    total,
    page: asked.page,
    pages: countPages(total),
    analyses: items.map(({ createdAt, ...analysis }) => ({
      ...analysis,
      createdAt: createdAt.toISOString(),
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
  pageTitle(data?.language, (messages) => messages.admin.areas.analyses);

export default function Analyses() {
  const { language, ...shown } = useLoaderData<typeof loader>();
  return <AnalysesPage {...shown} language={language} messages={messagesOf(language)} />;
}
