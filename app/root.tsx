import {
  isRouteErrorResponse,
  Meta,
  Outlet,
  useLocation,
  useMatches,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage, type ShownProblem } from "#components/pages/error-page.tsx";
import { SiteFooter } from "#components/site-footer.tsx";
import { SiteHeader } from "#components/site-header.tsx";
import { languageOfPath, switchAddress } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import adminCss from "./styles/admin.css?inline";
import reportCss from "./styles/report.css?inline";
import css from "./styles/site.css?inline";
import talkCss from "./styles/talk.css?inline";

/** What a page's loader may return to have the page look for news without JavaScript. */
export type Refresh = { readonly afterSeconds: number; readonly url: string };

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23B8450B' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M7 21V8m3.5 3V4M14 11V5m3.5 7V8M7 13c4 1 7 0 10-3'/%3E%3C/svg%3E";

/** The document around every page, error pages included. It ships no framework. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const { pathname, search } = useLocation();
  const language = languageOfPath(pathname);
  const messages = messagesOf(language);
  const refresh = useRefresh();
  const error = useRouteError();
  // Most people never see the admin area, so its styles are not on their pages, and on none that says "nothing here".
  const isAdminPage = error == null && /^(\/hi)?\/admin(\/|$)/.test(pathname);
  const isReading = error == null && /^(\/hi)?\/(analyses\/[0-9a-f-]{36}|glossary)$/.test(pathname);
  const isTalk =
    error == null && /^(\/hi)?\/(conversations|analyses)\/[0-9a-f-]{36}(\/|$)/.test(pathname);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {error == null ? (
          <Meta />
        ) : (
          <title>{`${messages.error.titles[toProblem(error).status]} – ${messages.site.name}`}</title>
        )}
        <link rel="icon" href={icon} />
        {refresh && (
          <noscript>
            <meta httpEquiv="refresh" content={`${refresh.afterSeconds};url=${refresh.url}`} />
          </noscript>
        )}
        <style dangerouslySetInnerHTML={{ __html: css }} />
        {isReading && <style dangerouslySetInnerHTML={{ __html: reportCss }} />}
        {isTalk && <style dangerouslySetInnerHTML={{ __html: talkCss }} />}
        {isAdminPage && <style dangerouslySetInnerHTML={{ __html: adminCss }} />}
      </head>
      <body>
        <SiteHeader
          messages={messages}
          language={language}
          otherPath={switchAddress({ pathname, search }, messages.language.otherCode)}
        />
        <main id="main">{children}</main>
        <SiteFooter messages={messages} language={language} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { pathname } = useLocation();
  const language = languageOfPath(pathname);
  return (
    <ErrorPage messages={messagesOf(language)} language={language} problem={toProblem(error)} />
  );
}

function useRefresh(): Refresh | null {
  const data = useMatches().at(-1)?.data as { refresh?: Refresh | null } | null | undefined;
  return data?.refresh ?? null;
}

const shownStatuses = [401, 403, 404, 405, 409, 413, 422, 429, 503] as const;

function toProblem(error: unknown): ShownProblem {
  if (!isRouteErrorResponse(error)) {
    return { status: 500, code: "internal", params: {}, requestId: null, offer: null };
  }
  const status = shownStatuses.find((candidate) => candidate === error.status) ?? 500;
  const fallback = status === 404 ? "request.not_found" : "internal";
  const data = (typeof error.data === "object" ? error.data : null) as {
    code?: string;
    params?: Record<string, string | number>;
    requestId?: string;
    offer?: ShownProblem["offer"];
  } | null;
  return {
    status,
    code: data?.code ?? fallback,
    params: data?.params ?? {},
    requestId: status === 500 ? (data?.requestId ?? null) : null,
    offer: data?.offer ?? null,
  };
}
