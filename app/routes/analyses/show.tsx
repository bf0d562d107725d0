import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { browserModules } from "virtual:browser-modules";
import { FormProblems } from "#components/form-problems.tsx";
import { FailedPage, titleOfFailure } from "#components/pages/failed-page.tsx";
import { ReportPage } from "#components/pages/report-page.tsx";
import { SummaryPage } from "#components/pages/summary-page.tsx";
import { WaitingPage } from "#components/pages/waiting-page.tsx";
import { FeedbackForm, SectionFeedback } from "#components/section-feedback.tsx";
import { ShareLink } from "#components/share-link.tsx";
import { AskSection } from "#components/talk/ask-section.tsx";
import type { Report } from "#core/reading/reading.ts";
import { loadAnalysisPage } from "#http/analysis-page.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { cancelOwnAnalysis, retryOwnAnalysis } from "#http/own-analysis.server.ts";
import { answerReportForm } from "#http/report-forms.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type { Messages } from "#locales/messages.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(loadAnalysisPage);

export const action = form(async (args, fields) => {
  const done = await answerReportForm(args, fields);
  if (done) {
    return redirect(localePath(args.language, `/analyses/${done.analysis.id}`) + done.onwards, 303);
  }
  const isRetry = fields["intent"] === "retry";
  const { id } = await (isRetry ? retryOwnAnalysis(args) : cancelOwnAnalysis(args));
  return redirect(localePath(args.language, `/analyses/${id}`), 303);
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => {
    switch (data?.state) {
      case "report":
        return data.reading.label === null
          ? messages.report.eyebrow
          : messages.report.titleFor({ label: data.reading.label });
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
  const failure = useActionData<typeof action>();
  const messages = messagesOf(shown.language);
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="main" />
      <State messages={messages} shown={shown} />
    </>
  );
}

function State({
  messages,
  shown,
}: {
  readonly messages: Messages;
  readonly shown: ReturnType<typeof useLoaderData<typeof loader>>;
}) {
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
    case "report": {
      const { language, reading, csrf, link, feedback, news, asking } = shown;
      const action = localePath(language, `/analyses/${reading.analysisId}`);
      return (
        <>
          <ReportPage
            {...shown}
            messages={messages}
            reading={asking ? withoutQuestions(shown.reading) : shown.reading}
            actions={
              <>
                {asking && (
                  <a className="action" href="#ask">
                    {messages.talk.title}
                  </a>
                )}
                <ShareLink
                  messages={messages}
                  csrf={csrf}
                  action={action}
                  link={link}
                  news={news}
                />
                <FeedbackForm csrf={csrf} action={action} />
              </>
            }
            afterPart={(part, name) => (
              <SectionFeedback
                messages={messages}
                part={part}
                name={name}
                answers={feedback}
                news={news}
              />
            )}
          />
          {asking && (
            <section id="ask">
              <h2>{messages.talk.title}</h2>
              <AskSection
                messages={messages}
                language={language}
                asking={asking}
                csrf={csrf}
                heading="h3"
              />
            </section>
          )}
        </>
      );
    }
    case "failed":
      return <FailedPage {...shown} messages={messages} />;
  }
}

/** The questions of a report that can be asked stand where they are asked. */
function withoutQuestions<Reading extends { readonly report: Report | null }>(
  reading: Reading,
): Reading {
  const { report } = reading;
  return { ...reading, report: report && { ...report, suggested_questions: [] } };
}
