import { findAnalysisOf } from "#core/analyses/analyses.repo.ts";
import { type AnalysisProgress, progressKey } from "#core/analyses/analysis-progress.ts";
import { type Analysis, AnalysisNotFound } from "#core/analyses/analysis.ts";
import { type ProgressEvent, watchAnalysis } from "#core/analyses/watch-analysis.ts";
import { hands } from "#core/photos/photo.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import type { Language } from "#core/reading/reading.ts";
import { toStatusJson } from "./analysis-json.server.ts";
import { openStream } from "./connection.server.ts";
import { eventStream, type ServerEvent } from "./event-stream.server.ts";
import { readJobId } from "./read-job-id.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { ownerOf } from "./viewer.server.ts";

/**
 * The analysis that the URL names, if it belongs to whoever asks.
 *
 * @throws AnalysisNotFound for everybody else, whether it exists or not
 */
export async function requireOwnAnalysis({ params, deps, viewer }: RouteArgs): Promise<Analysis> {
  const id = readJobId(params["analysisId"]);
  const owner = ownerOf(await viewer());
  const analysis = owner && id !== undefined && (await findAnalysisOf(deps.db, owner, id));
  if (!analysis) throw new AnalysisNotFound();
  return analysis;
}

/** A stream ends after this long and the browser comes back: kind to radios, proxies and deploys. */
const STREAM_LIFE_MS = 55_000;

/** The event stream of one analysis. 204 tells a client that has seen the end not to come back. */
export async function analysisEvents(args: RouteArgs): Promise<Response> {
  const analysis = await requireOwnAnalysis(args);
  const afterId = readLastEventId(args.request);
  const stream = openStream(args.connection, STREAM_LIFE_MS);
  try {
    const events = watchAnalysis(args.deps, analysis.id, { signal: stream.signal, afterId });
    const first = await events.next();
    if (first.done) {
      stream.release();
      return new Response(null, { status: 204 });
    }
    return eventStream(args.connection, stream, toServerEvents(first.value, events, args.language));
  } catch (error) {
    stream.release();
    throw error;
  }
}

async function* toServerEvents(
  first: ProgressEvent,
  rest: AsyncIterable<ProgressEvent>,
  language: Language,
): AsyncGenerator<ServerEvent, undefined> {
  const toEvent = ({ id, progress }: ProgressEvent): ServerEvent => ({
    id,
    event: "progress",
    data: toStatusJson(progress, language),
  });
  yield toEvent(first);
  for await (const event of rest) yield toEvent(event);
}

/** Where an event stream is to go on; undefined for its beginning. */
export function readLastEventId(request: Request): string | undefined {
  const id = request.headers.get("Last-Event-ID") ?? "";
  return /^\d{1,16}-\d{1,16}$/.test(id) ? id : undefined;
}

/** How long a page without JavaScript is held open for news, milliseconds. */
const HOLD_MS = 20_000;

/**
 * Waits until the analysis looks different from `seenKey`, at most 20 s, and tells how it is then.
 *
 * @throws AnalysisNotFound
 */
export async function waitForChange(
  { deps, connection }: RouteArgs,
  analysisId: string,
  seenKey: string,
): Promise<AnalysisProgress | undefined> {
  const stream = openStream(connection, HOLD_MS);
  let latest: AnalysisProgress | undefined;
  try {
    for await (const { progress } of watchAnalysis(deps, analysisId, { signal: stream.signal })) {
      latest = progress;
      if (progressKey(progress) !== seenKey) break;
    }
    return latest;
  } finally {
    stream.release();
  }
}

/** A photo of the analysis as a private image. */
export async function analysisPhoto(args: RouteArgs): Promise<Response> {
  const analysis = await requireOwnAnalysis(args);
  const hand = hands.find((name) => name === args.params["hand"]);
  const wantsThumbnail = new URL(args.request.url).searchParams.get("size") === "thumb";
  const photos = await listPhotos(args.deps.db, analysis.id);
  const photo = photos.find((candidate) => candidate.hand === hand);
  // Until the thumbnail is made the photo itself stands in for it, and no cache may keep it in that place.
  const isThumbnail = wantsThumbnail && photo?.thumbnailKey != null;
  const key = isThumbnail ? photo.thumbnailKey : photo?.storageKey;
  if (!photo || !key) throw new AnalysisNotFound();

  const etag = `"${photo.id}${isThumbnail ? "-thumb" : ""}"`;
  const headers = {
    "Cache-Control":
      isThumbnail === wantsThumbnail ? "private, max-age=31536000, immutable" : "private, no-cache",
    ETag: etag,
    Vary: "Cookie",
  };
  if (args.request.headers.get("If-None-Match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  const jpeg = await args.deps.photoStore.read(key);
  return new Response(Uint8Array.from(jpeg), {
    headers: {
      ...headers,
      "Content-Type": "image/jpeg",
      "Content-Length": String(jpeg.byteLength),
    },
  });
}
