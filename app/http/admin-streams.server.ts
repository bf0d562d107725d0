import { listStreamAudit } from "#core/audit/audit.repo.ts";
import { getStream } from "#core/admin/admin-failures.ts";
import { listDeadLetters } from "#core/admin/list-dead-letters.ts";
import { historySpans, readStream, USUAL_HOURS } from "#core/admin/read-stream.ts";
import { analysisJob } from "#core/analyses/jobs.ts";
import { DomainError } from "#core/errors.ts";
import { ADMIN_ROWS_PER_PAGE, countPages, readAdminList } from "./admin-list.server.ts";
import type { RouteArgs } from "./route.server.ts";

/** Entries of what admins did that the overview shows. */
const SHOWN_AUDIT = 10;

/** Jobs at the head of the line that a stream's page shows. */
const SHOWN_LINE = 20;

const spans = Object.keys(historySpans).map(Number);

/** Null instead of what Redis would say while it does not answer: the rest of a page is there all the same. */
export async function unlessAway<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (DomainError.is(error) && error.kind === "unavailable") return null;
    throw error;
  }
}

/** All streams for the overview, the provider behind them, and what admins did to them. */
export async function loadStreams({ deps }: RouteArgs) {
  const { streams, silentAfterMs } = deps.streamsAdmin;
  const [states, provider, audit] = await Promise.all([
    unlessAway(() =>
      Promise.all(streams.map((stream) => readStream(stream, { hours: USUAL_HOURS }))),
    ),
    unlessAway(() => deps.streamsAdmin.readProvider()),
    listStreamAudit(deps.db, SHOWN_AUDIT),
  ]);
  return { streams: states, provider, silentAfterMs, audit };
}

/** The stream that the address names. @throws NoSuchStream */
export async function loadStream({ deps, params, request }: RouteArgs) {
  const stream = getStream(deps.streamsAdmin, params["stream"] ?? "");
  const hours = readHours(request);
  const read = await unlessAway(async () => {
    const [state, line, provider] = await Promise.all([
      readStream(stream, { hours }),
      stream.listWaiting(SHOWN_LINE),
      // Only readings ask a provider.
      stream.name === analysisJob.queue ? deps.streamsAdmin.readProvider() : null,
    ]);
    return { state, line, provider };
  });
  return {
    stream: stream.name,
    state: read?.state ?? null,
    line: read?.line ?? [],
    provider: read?.provider ?? null,
    hours,
    spans,
    silentAfterMs: deps.streamsAdmin.silentAfterMs,
  };
}

/** For how many hours a history is asked for. */
export function readHours(request: Request): number {
  const asked = Number(new URL(request.url).searchParams.get("hours"));
  return spans.includes(asked) ? asked : USUAL_HOURS;
}

/** The name of the stream that a list is asked for; the first one where none is named. */
export function readAskedStream({ deps, request }: RouteArgs): string {
  const asked = new URL(request.url).searchParams.get("stream");
  return asked ?? deps.streamsAdmin.streams[0]?.name ?? "";
}

/** The dead letters of the stream that is asked for, a page of them. @throws NoSuchStream */
export async function loadDeadLetters(args: RouteArgs) {
  const { deps, request } = args;
  const stream = getStream(deps.streamsAdmin, readAskedStream(args));
  const { page } = readAdminList(request);
  const read = await unlessAway(() =>
    listDeadLetters(deps.db, stream, { page, perPage: ADMIN_ROWS_PER_PAGE }),
  );
  return {
    stream: stream.name,
    streams: deps.streamsAdmin.streams.map(({ name }) => name),
    letters: read?.letters ?? null,
    total: read?.total ?? 0,
    page,
    pages: countPages(read?.total ?? 0),
  };
}

/** What an action has just done, as its redirect tells the next page; whoever types an address may say anything. */
export function readDone(request: Request) {
  const query = new URL(request.url).searchParams;
  return {
    act: query.get("done"),
    /** A number that it tells; null where it tells none. */
    count(name: string): number | null {
      const text = query.get(name) ?? "";
      return /^\d{1,9}$/.test(text) ? Number(text) : null;
    },
  };
}
