import {
  type EventFilter,
  followFilteredEvents,
  listFilteredEvents,
} from "#core/admin/event-filter.ts";
import type { StreamEvent } from "#core/admin/streams-admin.ts";
import { DomainError } from "#core/errors.ts";
import { normaliseEmail } from "#core/users/email.ts";
import { findCredentials, findUser } from "#core/users/users.repo.ts";
import { toEventJson } from "./admin-json.server.ts";
import { readJobId, unlessAway } from "./admin-streams.server.ts";
import { openStream } from "./connection.server.ts";
import { eventStream, type ServerEvent } from "./event-stream.server.ts";
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

/** The newest events that the address asks for, and the page's state. */
export async function loadTail(args: RouteArgs) {
  const asked = readAsked(args.request);
  const filter = await toFilter(args, asked);
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
  const after = args.request.headers.get("Last-Event-ID") ?? "";
  const stream = openStream(args.connection, STREAM_LIFE_MS);
  try {
    const events = followFilteredEvents(args.deps, filter, {
      signal: stream.signal,
      ...(/^\d{1,16}-\d{1,16}$/.test(after) ? { after } : {}),
    });
    return eventStream(stream, toServerEvents(events));
  } catch (error) {
    stream.release();
    throw error;
  }
}

async function* toServerEvents(
  events: AsyncIterable<StreamEvent>,
): AsyncGenerator<ServerEvent, undefined> {
  for await (const event of events) {
    yield { id: event.id, event: "job", data: toEventJson(event) };
  }
}
