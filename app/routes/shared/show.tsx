import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { SharedPage } from "#components/pages/shared-page.tsx";
import { sharedPage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { loadShared } from "#http/shared-reading.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";
import { previewTags } from "#locales/preview-tags.ts";

export const loader = page(loadShared);

export const headers = sharedPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        ...pageTitle(data.language, () => data.summary.headline),
        // What a page has as a header not everybody who keeps copies of pages reads.
        { name: "robots", content: "noindex" },
        ...previewTags(data),
      ]
    : [];

export default function ShowShared() {
  const { language, summary, writtenIn } = useLoaderData<typeof loader>();
  return (
    <SharedPage
      language={language}
      messages={messagesOf(language)}
      summary={summary}
      writtenIn={writtenIn}
    />
  );
}
