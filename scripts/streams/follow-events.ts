import { type EventFilter, everyEvent, createEventFilter } from "#core/admin/event-filter.ts";
import type { StreamEvent } from "#core/admin/streams-admin.ts";
import { toEventJson } from "#http/admin-json.server.ts";
import { type Opened, orRefuse } from "./open-streams.ts";
import { printJson } from "./print.ts";

/** Events that are told of the past, and that are looked through for those of a worker. */
const LAST = 50;
const SCANNED = 2_000;

/** What happened last and, when it is to be followed, what happens, until a signal or until nobody reads any more. */
export async function followEvents(
  { streams, streamsAdmin, isJson }: Opened,
  asked: {
    readonly isFollowing: boolean;
    readonly job: string | null;
    readonly worker: string | null;
  },
): Promise<void> {
  const names = streams.map(({ name }) => name);
  const stopping = stopSignal();
  const filter: EventFilter = { ...everyEvent, jobId: asked.job, worker: asked.worker };
  const passes = createEventFilter(null, filter);
  const print = isJson ? (event: StreamEvent) => printJson(toEventJson(event)) : printLine;

  const past = await orRefuse(() =>
    streamsAdmin.listEvents({
      streams: names,
      limit: asked.worker === null ? LAST : SCANNED,
      ...(asked.job === null ? {} : { jobId: asked.job }),
    }),
  );
  const passing: StreamEvent[] = [];
  for (const event of past) if (await passes(event)) passing.push(event);
  for (const event of passing.slice(-LAST)) print(event);
  if (!asked.isFollowing) return;

  const events = await orRefuse(() =>
    streamsAdmin.follow({
      streams: names,
      signal: stopping,
      after: past.at(-1)?.id ?? "0-0",
    }),
  );
  for (let next = await events.next(); !next.done; next = await events.next()) {
    if (await passes(next.value)) print(next.value);
  }
}

function printLine({ id, stream, jobId, type, worker, data }: StreamEvent): void {
  const time = new Date(Number(id.split("-")[0])).toISOString();
  const rest = [worker, data === null ? null : JSON.stringify(data)].filter(Boolean).join("  ");
  console.log(
    `${time}  ${stream.padEnd(8)}  ${(jobId || "-").padEnd(36)}  ${type.padEnd(9)}  ${rest}`.trimEnd(),
  );
}

/** Aborts on SIGINT and SIGTERM, and when whoever read the output has gone: `tail --follow | head` ends by itself. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, stop);
  process.stdout.on("error", stop);
  return stopping.signal;
}
