import type { Db } from "../database.ts";
import { listOwners } from "./job-rows.repo.ts";
import type { StreamEvent, StreamsAdmin } from "./streams-admin.ts";

/** Which events somebody wants to see; everything that is null lets all through. */
export type EventFilter = {
  readonly stream: string | null;
  readonly jobId: string | null;
  readonly userId: string | null;
  readonly worker: string | null;
};

export const everyEvent: EventFilter = { stream: null, jobId: null, userId: null, worker: null };

/** Owners that one filter remembers, so that a job's events ask the database once. */
const REMEMBERED = 2_000;

/** Events that are looked through for those that pass. */
const SCANNED = 2_000;

/** The streams whose events can pass at all. */
export function streamsOf(
  { streams }: StreamsAdmin,
  filter: Pick<EventFilter, "stream">,
): readonly string[] {
  return streams
    .map(({ name }) => name)
    .filter((name) => filter.stream === null || name === filter.stream);
}

/**
 * Says of each event whether it passes. Events know jobs only, so whose they are is asked of the rows; where nobody asks
 * for a user, no database is needed.
 */
export function createEventFilter(
  db: Db | null,
  filter: EventFilter,
): (event: StreamEvent) => Promise<boolean> {
  const ownerOf = new Map<string, string | null>();
  return async ({ stream, jobId, worker }) => {
    if (filter.stream !== null && stream !== filter.stream) return false;
    if (filter.jobId !== null && jobId !== filter.jobId) return false;
    if (filter.worker !== null && worker !== filter.worker) return false;
    if (filter.userId === null || db === null) return filter.userId === null;
    if (!ownerOf.has(jobId)) {
      if (ownerOf.size >= REMEMBERED) ownerOf.clear();
      ownerOf.set(jobId, (await listOwners(db, [jobId])).get(jobId) ?? null);
    }
    return ownerOf.get(jobId) === filter.userId;
  };
}

/** The newest events that pass, oldest first; only the last two thousand are looked through. */
export async function listFilteredEvents(
  { db, streamsAdmin }: { readonly db: Db; readonly streamsAdmin: StreamsAdmin },
  filter: EventFilter,
  limit: number,
): Promise<readonly StreamEvent[]> {
  const isPlain = filter.userId === null && filter.worker === null;
  const events = await streamsAdmin.listEvents({
    streams: streamsOf(streamsAdmin, filter),
    limit: isPlain ? limit : SCANNED,
    ...(filter.jobId === null ? {} : { jobId: filter.jobId }),
  });
  const passes = createEventFilter(db, filter);
  const passing: StreamEvent[] = [];
  for (const event of events) if (await passes(event)) passing.push(event);
  return passing.slice(-limit);
}

/**
 * Follows the events that pass, until the signal aborts. Listening has begun when the promise resolves.
 *
 * @throws ServiceUnavailable
 */
export async function followFilteredEvents(
  { db, streamsAdmin }: { readonly db: Db; readonly streamsAdmin: StreamsAdmin },
  filter: EventFilter,
  options: { readonly signal: AbortSignal; readonly after?: string; readonly from?: string },
): Promise<AsyncIterable<StreamEvent, undefined>> {
  const events = await streamsAdmin.follow({
    streams: streamsOf(streamsAdmin, filter),
    ...options,
  });
  return passing(events, createEventFilter(db, filter));
}

async function* passing(
  events: AsyncIterator<StreamEvent, undefined>,
  passes: (event: StreamEvent) => Promise<boolean>,
): AsyncGenerator<StreamEvent, undefined> {
  for (let next = await events.next(); !next.done; next = await events.next()) {
    if (await passes(next.value)) yield next.value;
  }
}
