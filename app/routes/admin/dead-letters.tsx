import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { DeadLettersPage } from "#components/pages/admin/dead-letters-page.tsx";
import { loadDeadLetters, readDone } from "#http/admin-streams.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { formatNumber } from "#locales/format-number.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  await requireAdmin(args);
  const told = readDone(args.request);
  return {
    language: args.language,
    ...(await loadDeadLetters(args)),
    told: {
      act: told.act,
      retried: told.count("retried"),
      skipped: told.count("skipped"),
    },
  };
});

// Actions have pages of their own; but only an admin is told so.
export const action = page(async (args) => {
  await requireAdmin(args);
  throw new MethodNotAllowed();
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.admin.areas.dead);

export default function DeadLetters() {
  const { language, told, ...shown } = useLoaderData<typeof loader>();
  const messages = messagesOf(language);
  const { acts, dead } = messages.admin.streams;
  const done =
    told.act === "retry-all" && told.retried !== null && told.skipped !== null
      ? dead.retriedAll({
          retried: formatNumber(language, told.retried),
          skipped: formatNumber(language, told.skipped),
        })
      : (Object.entries(acts).find(([name]) => name === told.act)?.[1].done ?? null);
  return <DeadLettersPage {...shown} language={language} messages={messages} done={done} />;
}
