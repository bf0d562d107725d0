import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "../database.ts";
import type { AnalysisFeed, AnalysisNews, AnalysisQueue, FollowedNews } from "../ports.ts";
import { type AnalysisProgress, getProgress, progressKey } from "./analysis-progress.ts";
import { isFinal } from "./analysis.ts";

export type WatchDeps = {
  readonly db: Db;
  readonly analysisQueue: AnalysisQueue;
  readonly analysisFeed: AnalysisFeed;
};

export type ProgressEvent = { readonly id: string; readonly progress: AnalysisProgress };

/** How often the row is read although nothing was heard, milliseconds: with and without a feed. */
const CHECK_MS = { withFeed: 10_000, withoutFeed: 2_000 };

/**
 * Tells how an analysis comes along: the present state first, then each change, the final state last.
 *
 * With `afterId`, where an earlier watch stopped, what was missed comes first; nothing at all comes
 * when that watch had seen the end. Ends when `signal` aborts. News only says that something happened
 * and the row says what, so lost news (or Redis being away) delays a change but never hides it.
 *
 * @throws AnalysisNotFound when the analysis is gone
 */
export async function* watchAnalysis(
  deps: WatchDeps,
  analysisId: string,
  { signal, afterId }: { readonly signal: AbortSignal; readonly afterId?: string | undefined },
): AsyncGenerator<ProgressEvent, undefined> {
  // Listening starts before the row is read: what changes in between is heard, not lost.
  const feed = await deps.analysisFeed
    .follow(analysisId, { signal, ...(afterId === undefined ? {} : { afterId }) })
    .catch(() => undefined);
  const present = await getProgress(deps, analysisId);
  const missed = feed?.missed ?? [];
  const sawTheEnd = afterId !== undefined && feed !== undefined && missed.length === 0;
  if (isFinal(present.status) && sawTheEnd) return;

  let shown: AnalysisProgress | undefined;
  for (const news of missed) {
    const progress = toPastProgress(present, news);
    if (progress) yield { id: news.id, progress };
    shown = progress ?? shown;
  }
  if (!shown || progressKey(shown) !== progressKey(present)) {
    yield { id: feed?.startId ?? afterId ?? "0-0", progress: present };
  }

  if (isFinal(present.status)) return;

  shown = present;
  let lastId = feed?.startId ?? afterId ?? "0-0";
  for await (const heard of wakeUps(feed, signal)) {
    lastId = heard?.id ?? lastId;
    const progress = await getProgress(deps, analysisId);
    if (progressKey(progress) !== progressKey(shown)) yield { id: lastId, progress };
    shown = progress;
    if (isFinal(shown.status)) return;
  }
}

/** What a piece of old news said at its time. The end of an analysis is told by its row alone. */
function toPastProgress(present: AnalysisProgress, news: AnalysisNews): AnalysisProgress | null {
  switch (news.type) {
    case "queued":
    case "retry":
    case "stalled":
      return { ...present, status: "queued", stage: "received", progress: 0, error: null };
    case "progress": {
      const stage = news.stage ?? "checking";
      const progress = stage === "checking" ? 0.25 : 0.5;
      return {
        ...present,
        status: "processing",
        stage,
        progress,
        queuePosition: null,
        error: null,
      };
    }
    case "done":
    case "dead":
    case "cancelled":
      return null;
  }
}

/** Yields news as it comes, and undefined when it is time to look for oneself. */
async function* wakeUps(
  feed: FollowedNews | undefined,
  signal: AbortSignal,
): AsyncGenerator<AnalysisNews | undefined, undefined> {
  let next = feed?.news.next();
  while (!signal.aborted) {
    const timer = new AbortController();
    const stop = () => timer.abort();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const timeUp = delay(next ? CHECK_MS.withFeed : CHECK_MS.withoutFeed, "time up" as const, {
        signal: timer.signal,
      }).catch(() => "time up" as const);
      const heard = await Promise.race(next ? [timeUp, next] : [timeUp]);
      if (heard === "time up") {
        if (!signal.aborted) yield undefined;
      } else if (heard.done) {
        next = undefined;
      } else {
        yield heard.value;
        next = feed?.news.next();
      }
    } finally {
      timer.abort();
      signal.removeEventListener("abort", stop);
    }
  }
}
