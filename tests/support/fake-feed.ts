import { DomainError } from "#core/errors.ts";
import type { AnalysisFeed, AnalysisNews } from "#core/ports.ts";

export type FakeFeed = AnalysisFeed & {
  /** Everything told so far, oldest first. */
  readonly told: AnalysisNews[];
  tell(type: AnalysisNews["type"], stage?: AnalysisNews["stage"]): void;
  /** Like Redis that does not answer. */
  isAway: boolean;
  /** Called right after somebody has begun to listen. */
  onFollow: () => Promise<void>;
  readonly countFollowers: () => number;
};

/** A feed of one analysis, told by the test. */
export function createFakeFeed(): FakeFeed {
  const followers = new Set<() => void>();
  const feed: FakeFeed = {
    told: [],
    isAway: false,
    onFollow: async () => undefined,
    countFollowers: () => followers.size,
    tell(type, stage = null) {
      feed.told.push({ id: `${1000 + feed.told.length}-0`, type, stage });
      for (const wake of followers) wake();
    },
    async follow(_id, { signal, afterId }) {
      if (feed.isAway) throw new DomainError("unavailable", "service.unavailable", "away");
      let next = feed.told.length;
      const missed = afterId === undefined ? [] : feed.told.filter((news) => news.id > afterId);
      const startId = feed.told.at(-1)?.id ?? "0-0";
      let wake: () => void = () => undefined;
      const onNews = () => wake();
      followers.add(onNews);
      signal.addEventListener("abort", () => {
        followers.delete(onNews);
        wake();
      });
      await feed.onFollow();
      return {
        startId,
        missed,
        news: {
          async next() {
            while (!signal.aborted && next >= feed.told.length) {
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            }
            const value = feed.told[next++];
            return signal.aborted || !value
              ? { done: true as const, value: undefined }
              : { done: false as const, value };
          },
        },
      };
    },
  };
  return feed;
}
