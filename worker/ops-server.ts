import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Log } from "#core/ports.ts";
import { isFromThisMachine } from "#http/loopback.server.ts";
import { mayReadMetrics } from "#http/may-read-metrics.server.ts";
import type { Metrics } from "#platform/metrics/create-metrics.ts";
import type { ProcessHealth } from "./health.ts";

export type OpsServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly metrics: Metrics;
  readonly metricsToken: string | undefined;
  readonly health: () => ProcessHealth;
  readonly log: Log;
};

export type OpsServer = {
  readonly url: string;
  readonly close: () => void;
};

type Answer = { readonly status: number; readonly type: string; readonly body: string };

/** Whoever takes longer over a question, or for taking its answer, is cut off; milliseconds. */
const PATIENCE_MS = 5_000;

/** Probes and scrapers, nobody else. */
const MOST_CONNECTIONS = 32;

/**
 * Tells operators' programs, by HTTP, that the worker process is alive (`/-/healthz`), that its workers are at work
 * (`/healthz`) and what they have counted (`/metrics`). It takes no input beyond that.
 */
export async function openOpsServer(options: OpsServerOptions): Promise<OpsServer> {
  const { host, port, log } = options;
  const server = createServer(
    {
      connectionsCheckingInterval: PATIENCE_MS,
      headersTimeout: PATIENCE_MS,
      requestTimeout: PATIENCE_MS,
      keepAliveTimeout: PATIENCE_MS,
      maxHeaderSize: 8_192,
    },
    (request, response) => {
      void answer(request, options)
        .catch((error: unknown): Answer => {
          log.error({ err: error }, "worker's own server failed");
          return json(500, { status: "error" });
        })
        .then((found) => send(request, response, found));
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(PATIENCE_MS);
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: boundPort } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${boundPort}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(request: IncomingMessage, options: OpsServerOptions): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return json(405, { status: "method_not_allowed" });
  }
  const [path] = (request.url ?? "").split("?");
  if (path === "/-/healthz") return json(200, { status: "alive" });
  if (path === "/healthz") {
    const { isWell, report } = options.health();
    return json(isWell ? 200 : 503, report);
  }
  const asker = {
    authorization: request.headers.authorization,
    isLoopback: isFromThisMachine(request),
  };
  if (path === "/metrics" && mayReadMetrics(asker, options.metricsToken)) {
    const { metrics } = options;
    return { status: 200, type: metrics.contentType, body: await metrics.read() };
  }
  return json(404, { status: "not_found" });
}

function json(status: number, body: object): Answer {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body }: Answer,
): void {
  // A body that nobody reads would stand in the way of the next question.
  if (status === 405) response.shouldKeepAlive = false;
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...(status === 405 ? { Allow: "GET, HEAD" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
