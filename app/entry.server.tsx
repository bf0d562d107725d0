// First, so that it sees every request: it listens before the server does.
import { currentConnection } from "#http/connection.server.ts";
import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { DomainError } from "#core/errors.ts";
import { web } from "#http/web.server.ts";
import adminCss from "./styles/admin.css?inline";
import reportCss from "./styles/report.css?inline";
import css from "./styles/site.css?inline";
import talkCss from "./styles/talk.css?inline";

/** Nothing that a page shows is deferred, so no loader may keep it waiting longer than a held page. */
export const streamTimeout = 30_000;

const RENDER_TIMEOUT_MS = 5_000;

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${[css, adminCss, reportCss, talkCss].map(hashOf).join(" ")}`,
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Renders a page whole before the first byte leaves: one flush, right status, better compression. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={RENDER_TIMEOUT_MS} />,
      {
        onAllReady() {
          clearTimeout(timer);
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          headers.set("Content-Security-Policy", contentSecurityPolicy);
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          web.log.error(
            { err: error, requestId: currentConnection().requestId },
            "page not rendered",
          );
        },
      },
    );
    const timer = setTimeout(abort, RENDER_TIMEOUT_MS);
  });
}

/** The route wrappers have logged their own; what comes here was thrown outside of them. */
export function handleError(error: unknown): void {
  const { signal, requestId } = currentConnection();
  if (signal.aborted || DomainError.is(error) || isNoRoute(error)) return;
  web.log.error({ err: error, requestId }, "request failed outside of its route");
}

/** Remix throws an ErrorResponse for addresses that no route has. */
function isNoRoute(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "internal" in error && error.internal === true
  );
}
