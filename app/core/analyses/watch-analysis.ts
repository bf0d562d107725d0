import type { Db } from "../database.ts";
import type { AnalysisFeed, AnalysisNews, AnalysisQueue } from "../ports.ts";
import { wakeUps } from "../wake-ups.ts";
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
 * With `afterId`, where an earlier watch stopped, what was missed comes first, as far as it is still known;
 * nothing at all comes when that id is the one that told the end. Ends when `signal` aborts. News only says that
 * something happened and the row says what, so lost news (or Redis being away) delays a change but never hides it.
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
  if (isFinal(present.status) && afterId?.split("-")[1] === endMark(present)) return;

  let lastId = feed?.startId ?? afterId ?? "0-0";
  let shown: AnalysisProgress | undefined;
  for (const news of feed?.missed ?? []) {
    const progress = toPastProgress(present, news);
    if (progress) yield { id: news.id, progress };
    shown = progress ?? shown;
  }
  if (!shown || progressKey(shown) !== progressKey(present)) {
    yield { id: idOf(present, lastId), progress: present };
  }

  if (isFinal(present.status)) return;

  shown = present;
  for await (const heard of wakeUps(feed, CHECK_MS, signal)) {
    lastId = heard?.id ?? lastId;
    const progress = await getProgress(deps, analysisId);
    const isNew = progressKey(progress) !== progressKey(shown);
    if (isNew) yield { id: idOf(progress, lastId), progress };
    shown = progress;
    if (isFinal(shown.status)) return;
  }
}

/**
 * The id under which a state is told: how far in the news that was. That alone would not say whether the end was told,
 * because news may be lost, or come later than the row; so the id of an end carries a mark.
 */
function idOf(progress: AnalysisProgress, newsId: string): string {
  if (!isFinal(progress.status)) return newsId;
  return `${newsId.split("-")[0]}-${endMark(progress)}`;
}

/**
 * Says which end it was, because an analysis that has failed may be read again and end a second time. Redis numbers
 * the news of one millisecond from 0 and never comes near 10^15, so ids go on growing.
 */
function endMark({ updatedAt }: AnalysisProgress): string {
  return String(1e15 + updatedAt.getTime());
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
