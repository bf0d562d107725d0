import { redirect } from "@remix-run/node";
import {
  type EventFilter,
  followFilteredEvents,
  listFilteredEvents,
  streamsOf,
} from "#core/admin/event-filter.ts";
import type { StreamEvent } from "#core/admin/streams-admin.ts";
import { DomainError } from "#core/errors.ts";
import { normaliseEmail } from "#core/users/email.ts";
import { findCredentials, findUser } from "#core/users/users.repo.ts";
import { toEventJson } from "./admin-json.server.ts";
import { unlessAway } from "./admin-streams.server.ts";
import { openStream } from "./connection.server.ts";
import { eventStream, type ServerEvent } from "./event-stream.server.ts";
import { readJobId } from "./read-job-id.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { requireAdmin } from "./viewer.server.ts";

/** Events that the page shows at first, and without JavaScript. */
const SHOWN_EVENTS = 100;

/** A stream ends after this long and the browser comes back: kind to proxies and deploys. */
const STREAM_LIFE_MS = 55_000;

/** Nobody's id: where a user is asked for whom nobody knows, nothing passes. */
const NOBODY = "nobody";

/** What the address asks for, as it was typed. */
function readAsked(request: Request): Record<"stream" | "job" | "user" | "worker", string> {
  const query = new URL(request.url).searchParams;
  const read = (name: string) =>
    (query.get(name) ?? "")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 254);
  return { stream: read("stream"), job: read("job"), user: read("user"), worker: read("worker") };
}

async function toFilter(
  { deps }: RouteArgs,
  asked: ReturnType<typeof readAsked>,
): Promise<EventFilter> {
  const orNull = (text: string) => (text === "" ? null : text);
  return {
    stream: orNull(asked.stream),
    jobId: orNull(asked.job),
    worker: orNull(asked.worker),
    userId: asked.user === "" ? null : ((await findAskedUser(deps, asked.user)) ?? NOBODY),
  };
}

/** A user by id or by address. */
async function findAskedUser(
  { db }: RouteArgs["deps"],
  typed: string,
): Promise<string | undefined> {
  const id = readJobId(typed);
  if (id !== undefined) return (await findUser(db, id))?.id;
  try {
    return (await findCredentials(db, normaliseEmail(typed)))?.user.id;
  } catch (error) {
    if (DomainError.is(error)) return undefined;
    throw error;
  }
}

/**
 * The newest events that the address asks for, and the page's state. Leads on from a user's e-mail address to their id,
 * so that no address stands in a history or is sent again with every look.
 */
export async function loadTail(args: RouteArgs) {
  const asked = readAsked(args.request);
  const filter = await toFilter(args, asked);
  if (asked.user.includes("@") && filter.userId !== null && filter.userId !== NOBODY) {
    const url = new URL(args.request.url);
    url.searchParams.set("user", filter.userId);
    const toId: Response = redirect(url.pathname + url.search, 303);
    throw toId;
  }
  const events = await unlessAway(() => listFilteredEvents(args.deps, filter, SHOWN_EVENTS));
  const query = new URLSearchParams(
    Object.entries(asked).filter(([, value]) => value !== ""),
  ).toString();
  return {
    asked,
    query,
    events: events === null ? null : [...events].reverse(),
    isUserKnown: filter.userId !== NOBODY,
    streams: args.deps.streamsAdmin.streams.map(({ name }) => name),
    isRefreshing: new URL(args.request.url).searchParams.get("auto") !== "0",
  };
}

/** The events that the address asks for, live. Admins only. */
export async function adminEvents(args: RouteArgs): Promise<Response> {
  await requireAdmin(args);
  const filter = await toFilter(args, readAsked(args.request));
  const last = readLastId(args.request);
  const stream = openStream(args.connection, STREAM_LIFE_MS);
  try {
    // Before the answer begins, so that a Redis that is away is a 503 and no stream that breaks.
    const start = last ?? (await findNewestId(args.deps, filter));
    const events = await followFilteredEvents(args.deps, filter, {
      signal: stream.signal,
      ...(last === undefined ? { after: start } : { from: last }),
    });
    return eventStream(args.connection, stream, toServerEvents(start, events));
  } catch (error) {
    // Whoever has left, or comes while the server stops, is told nothing that breaks.
    if (stream.signal.aborted) return eventStream(args.connection, stream, nothing());
    stream.release();
    throw error;
  }
}

/** The last event that whoever asks has seen: as a browser says that comes back, or as the page says at first. */
function readLastId(request: Request): string | undefined {
  const asked =
    request.headers.get("Last-Event-ID") ?? new URL(request.url).searchParams.get("after") ?? "";
  return /^\d{1,16}-\d{1,16}$/.test(asked) ? asked : undefined;
}

async function findNewestId(
  { streamsAdmin }: RouteArgs["deps"],
  filter: EventFilter,
): Promise<string> {
  const [newest] = await streamsAdmin.listEvents({
    streams: streamsOf(streamsAdmin, filter),
    limit: 1,
  });
  return newest?.id ?? "0-0";
}

async function* toServerEvents(
  start: string,
  events: AsyncIterable<StreamEvent>,
): AsyncGenerator<ServerEvent, undefined> {
  yield { id: start };
  for await (const event of events) {
    yield { id: event.id, event: "job", data: toEventJson(event) };
  }
}

// eslint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<ServerEvent, undefined> {
  return undefined;
}
