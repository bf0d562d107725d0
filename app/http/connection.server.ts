import { AsyncLocalStorage } from "node:async_hooks";
import diagnosticsChannel from "node:diagnostics_channel";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { routePatterns } from "virtual:route-patterns";
import { DomainError } from "#core/errors.ts";
import { clientAddress, networkOf } from "./client-address.server.ts";
import { isFromThisMachine } from "./loopback.server.ts";
import { createRouteMatcher } from "./match-route.server.ts";
import { isSameOrigin } from "./origin.server.ts";
import { securityHeaders } from "./security-headers.server.ts";
import { web } from "./web.server.ts";

/**
 * Bends `remix-serve` from inside: Node's diagnostics channel hands over every request, response and
 * server before Remix sees them. From it come the signal that a client has left, request ids, the
 * access log, default headers, the server's timeouts and a graceful stop.
 */

export type Connection = {
  readonly requestId: string;
  /**
   * Aborts when the client goes away. `request.signal` cannot be trusted for that: it is lost once
   * the Request has been cloned and collected (nodejs/node#55428).
   */
  readonly signal: AbortSignal;
  /** The network that the client is in, too coarse to name a machine. */
  readonly network: string;
  /** True for a program on this machine that asks us itself, through no proxy. */
  readonly isLoopback: boolean;
  /** True for a state-changing request that another site's page sent. */
  readonly isForeign: boolean;
  /** Resolves when the client has taken what was written, or has left: Remix itself waits for nobody. */
  readonly drained: () => Promise<void>;
  /** Breaks the connection, so that what has been sent of the answer cannot be taken for the whole. */
  readonly cutOff: () => void;
  /** Set when this request's form was refused, for the title of the page that answers it. */
  hasFormFailed: boolean;
  /** What this request's form brought, passwords excepted, for a page that stands where the form was. */
  typed: Readonly<Record<string, string>>;
};

type RequestStart = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
};

/** Vite's own server, which loads this module again after every change. */
const isDevelopmentServer = import.meta.env.DEV;

/** Static files have no route; where a proxy serves them, none are asked for here. */
const routeOf = createRouteMatcher([...routePatterns, "/assets/*"]);

const connections = new AsyncLocalStorage<Connection>();
const knownServers = new WeakSet<Server>();
let inFlight = 0;
let isStopping = false;

/** The connection that the present request came by. */
export function currentConnection(): Connection {
  const connection = connections.getStore();
  if (connection) return connection;
  // The development server loads this module during its first request, which has begun already.
  if (isDevelopmentServer) return lateConnection;
  throw new Error("there is no connection outside a request");
}

const lateConnection: Connection = {
  requestId: randomUUID(),
  signal: new AbortController().signal,
  network: "?",
  isLoopback: false,
  isForeign: false,
  drained: () => Promise.resolve(),
  cutOff: () => undefined,
  hasFormFailed: false,
  typed: {},
};

export type OpenStream = {
  /** Aborts when the client leaves, when the server stops and when the stream's time is over. */
  readonly signal: AbortSignal;
  /** To be called when the answer has ended, however it did. Aborts the signal, so that nobody goes on listening for it. */
  readonly release: () => void;
};

/** More open answers than this in one process would starve everybody else. */
const MAX_STREAMS = 2_000;

class TooManyStreams extends DomainError {
  constructor() {
    super("unavailable", "service.unavailable", "Too many open streams.", { retryAfterMs: 5_000 });
  }
}

/**
 * Opens an answer that stays open for at most `lifeMs`.
 *
 * @throws TooManyStreams
 */
export function openStream(connection: Connection, lifeMs: number): OpenStream {
  if (web.openStreams.size >= MAX_STREAMS) throw new TooManyStreams();
  const stream = new AbortController();
  // A hand-made AbortSignal.any: that one keeps its sources alive (nodejs/node#54614).
  const abort = () => stream.abort();
  const lifeOver = setTimeout(abort, lifeMs);
  web.openStreams.add(stream);
  connection.signal.addEventListener("abort", abort, { once: true });
  if (connection.signal.aborted || isStopping) abort();
  return {
    signal: stream.signal,
    release: () => {
      clearTimeout(lifeOver);
      web.openStreams.delete(stream);
      connection.signal.removeEventListener("abort", abort);
      abort();
    },
  };
}

function onRequestStart(message: unknown): void {
  const { request, response, server } = message as RequestStart;
  if (!knownServers.has(server)) {
    knownServers.add(server);
    // A photo over a slow uplink may take minutes; headers may not. The last one outlives the proxy's idle time.
    server.requestTimeout = 900_000;
    server.headersTimeout = 30_000;
    server.keepAliveTimeout = 125_000;
  }

  // Express would answer these with a bare line and log a stack for each; ours is a page that is kind about it.
  if (!isDecodable(request.url ?? "/")) request.url = nowhereNear(request.url ?? "/");

  const startedAt = performance.now();
  const client = new AbortController();
  const connection: Connection = {
    requestId: randomUUID(),
    signal: client.signal,
    network: networkOf(clientAddress(request, web.config.trustedProxies)),
    isLoopback: isFromThisMachine(request),
    isForeign: !isSameOrigin(request, web.config),
    drained: () => drained(response),
    cutOff: () => void response.destroy(),
    hasFormFailed: false,
    typed: {},
  };
  // Remix would answer a foreign Origin with an empty 500; the route wrappers answer it with words.
  if (connection.isForeign) delete request.headers.origin;

  response.setHeader("X-Request-Id", connection.requestId);
  completeHeaders(response, () => leaveUnread(request, response));
  if (isStopping) response.shouldKeepAlive = false;

  inFlight += 1;
  response.once("close", () => {
    inFlight -= 1;
    client.abort();
    const path = pathOf(request);
    const ms = performance.now() - startedAt;
    web.metrics.http.onAnswered({
      route: routeOf(path),
      method: request.method ?? "",
      status: response.headersSent ? response.statusCode : null,
      ms,
    });
    web.log.info(
      {
        requestId: connection.requestId,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(ms),
        ...(response.writableFinished ? {} : { aborted: true }),
      },
      "request answered",
    );
  });
  connections.enterWith(connection);
}

/** An address that no route has, among those of the API if the given one is. */
function nowhereNear(url: string): string {
  return /^\/api\/v1\//i.test(url) ? "/api/v1/-/nowhere" : "/-/nowhere";
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives every answer the headers that it has not brought itself: Remix adds to headers that are set before, and does not
 * replace them. Whatever is not one of our pages, which bring a policy of their own, may load and run nothing.
 *
 * @param beforeHead what else there is to do before an answer begins
 */
function completeHeaders(response: ServerResponse, beforeHead: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  const headers = {
    ...securityHeaders(web.config),
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  };
  response.writeHead = (...args: unknown[]) => {
    beforeHead();
    for (const [name, value] of Object.entries(headers)) {
      if (!response.hasHeader(name)) response.setHeader(name, value);
    }
    return writeHead(...args);
  };
}

/** A body up to this length is rather read to its end than answered by closing, bytes. */
const SMALL_BODY = 64 * 1024;

/**
 * Sees to what has not been read of the request when its answer begins. Node would do so, but not for a body that
 * Remix has begun to read: the connection would be kept, and its next request would wait behind the rest for ever.
 */
function leaveUnread(request: IncomingMessage, response: ServerResponse): void {
  if (hasLittleToCome(request)) response.once("finish", () => dropRest(request));
  else closeAfterwards(request, response);
}

/** What is answered at once is so before Node has looked at its body, even when there is none. */
function hasLittleToCome({ complete, headers }: IncomingMessage): boolean {
  const isMeasured = headers["transfer-encoding"] === undefined;
  return complete || (isMeasured && Number(headers["content-length"] ?? 0) <= SMALL_BODY);
}

/** Reads what is left of the request, and keeps nothing of it. */
function dropRest(request: IncomingMessage): void {
  request.removeAllListeners("data");
  request.resume();
}

/** How long a client may go on sending what nobody reads any more, milliseconds. */
const LINGER_MS = 15_000;

/**
 * Lets an answer get through to a client that is still sending. Closing at once would reset the connection, and the
 * answer with it; so the rest is read and dropped until the client is done, or its time is over.
 */
function closeAfterwards(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
  const { socket } = request;
  const destroySoon = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    // The rest may have come while the answer was being written.
    if (request.readableEnded) return destroySoon();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.once("close", () => clearTimeout(timer));
    request.once("end", destroySoon);
    dropRest(request);
    socket.end();
  };
}

function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
  });
}

/** The path without its query, and without the secrets that links carry in it. */
function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  // Decodable: onRequestStart has seen to that. A secret may hide behind escapes and capitals.
  return decodeURIComponent(end === -1 ? url : url.slice(0, end))
    .slice(0, 200)
    .replace(/(reset-password|verify-email|shared)[/\\].+/i, "$1/…");
}

/** Our own access log replaces morgan's plain-text line; a format that gives nothing writes nothing. */
function silenceMorgan(): void {
  const require = createRequire(import.meta.url);
  const requireFromServe = createRequire(require.resolve("@remix-run/serve/package.json"));
  const morgan = requireFromServe("morgan") as {
    format(name: string, line: () => undefined): void;
  };
  morgan.format("tiny", () => undefined);
}

/** How long requests may take to finish after the signal to stop, milliseconds. */
const STOP_GRACE_MS = 5_000;

/** remix-serve closes its server on the same signal; this ends the open answers and then the process. */
async function stop(): Promise<void> {
  isStopping = true;
  web.log.info({ inFlight, streams: web.openStreams.size }, "web stopping");
  for (const stream of web.openStreams) stream.abort();

  const deadline = performance.now() + STOP_GRACE_MS;
  while (inFlight > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await web.close();
  web.log.info({ cutOff: inFlight }, "web stopped");
  process.exit(0);
}

diagnosticsChannel.subscribe("http.server.request.start", onRequestStart);
if (!isDevelopmentServer) {
  silenceMorgan();
  web.log.info({ pid: process.pid }, "web started");
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
