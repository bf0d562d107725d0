import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { browserModules } from "virtual:browser-modules";
import { FailedPage, titleOfFailure } from "#components/pages/failed-page.tsx";
import { SummaryPage } from "#components/pages/summary-page.tsx";
import { WaitingPage } from "#components/pages/waiting-page.tsx";
import { loadAnalysisPage } from "#http/analysis-page.server.ts";
import { privatePage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(loadAnalysisPage);

export const headers = privatePage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => {
    switch (data?.state) {
      case "summary":
        return data.reading.label === null
          ? messages.summary.eyebrow
          : messages.summary.titleFor({ label: data.reading.label });
      case "failed":
        return titleOfFailure(messages, data.error);
      case "waiting":
      case undefined:
        return messages.waiting.title;
    }
  });

/** One address for the whole life of an analysis. */
export default function ShowAnalysis() {
  const shown = useLoaderData<typeof loader>();
  const { language } = shown;
  const messages = messagesOf(language);
  switch (shown.state) {
    case "waiting":
      return (
        <WaitingPage
          {...shown}
          messages={messages}
          isRefreshing={shown.refresh !== null}
          modules={[browserModules["live-progress"]]}
        />
      );
    case "summary":
      return <SummaryPage {...shown} messages={messages} />;
    case "failed":
      return <FailedPage {...shown} messages={messages} />;
  }
}
