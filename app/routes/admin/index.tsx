import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { OverviewPage } from "#components/pages/admin/overview-page.tsx";
import { countEverything } from "#core/admin/admin.repo.ts";
import { countFeedback } from "#core/feedback/feedback.repo.ts";
import { listSweepFindings } from "#core/retention/sweep-lost-files.ts";
import { loadStreams } from "#http/admin-streams.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

/** Parts of readings, each by who wrote it. */
const MOST_FEEDBACK = 100;

export const loader = page(async (args) => {
  await requireAdmin(args);
  const { db } = args.deps;
  const [streams, counts, feedback, findings] = await Promise.all([
    loadStreams(args),
    countEverything(db),
    countFeedback(db, MOST_FEEDBACK),
    listSweepFindings(db),
  ]);
  return {
    language: args.language,
    ...streams,
    counts,
    feedback,
    findings: findings.map(({ foundAt, ...found }) => ({
      ...found,
      foundAt: foundAt.toISOString(),
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
  pageTitle(data?.language, (messages) => messages.admin.title);

export default function Overview() {
  const { language, ...shown } = useLoaderData<typeof loader>();
  return <OverviewPage {...shown} language={language} messages={messagesOf(language)} />;
}
