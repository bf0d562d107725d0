import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { AnalysisPage } from "#components/pages/admin/analysis-page.tsx";
import { readAnalysisLife } from "#core/admin/read-analysis-life.ts";
import { readDone } from "#http/admin-streams.server.ts";
import { AnalysisNotFound } from "#core/analyses/analysis.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { readJobId } from "#http/read-job-id.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  await requireAdmin(args);
  const id = readJobId(args.params["analysisId"]);
  if (id === undefined) throw new AnalysisNotFound();
  return {
    language: args.language,
    life: await readAnalysisLife(args.deps, id),
    act: readDone(args.request).act,
  };
});

// Actions have pages of their own; but only an admin is told so.
export const action = page(async (args) => {
  await requireAdmin(args);
  throw new MethodNotAllowed();
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) =>
    data ? messages.admin.streams.life.title({ id: data.life.id }) : messages.admin.title,
  );

export default function AnalysisRoute() {
  const { language, life, act } = useLoaderData<typeof loader>();
  const messages = messagesOf(language);
  const done =
    Object.entries(messages.admin.streams.acts).find(([name]) => name === act)?.[1].done ?? null;
  return <AnalysisPage language={language} messages={messages} life={life} done={done} />;
}
