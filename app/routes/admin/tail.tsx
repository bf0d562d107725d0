import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { browserModules } from "virtual:browser-modules";
import { TailPage } from "#components/pages/admin/tail-page.tsx";
import { loadTail } from "#http/admin-events.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

/** How often the page looks again without JavaScript, seconds. */
const LOOK_AGAIN_SECONDS = 10;

export const loader = page(async (args) => {
  await requireAdmin(args);
  const loaded = await loadTail(args);
  const path = localePath(args.language, "/admin/tail");
  return {
    language: args.language,
    ...loaded,
    refresh: loaded.isRefreshing
      ? {
          afterSeconds: LOOK_AGAIN_SECONDS,
          url: loaded.query === "" ? path : `${path}?${loaded.query}`,
        }
      : null,
  };
});

// Nothing can be changed here; but only an admin is told so.
export const action = page(async (args) => {
  await requireAdmin(args);
  throw new MethodNotAllowed();
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.admin.areas.tail);

export default function Tail() {
  const { language, refresh: _, ...shown } = useLoaderData<typeof loader>();
  return (
    <TailPage
      {...shown}
      language={language}
      messages={messagesOf(language)}
      modules={[browserModules["follow-events"]]}
    />
  );
}
