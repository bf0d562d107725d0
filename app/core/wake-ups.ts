import { setTimeout as delay } from "node:timers/promises";

/** Where news comes from; an iterator that ends has nothing more to tell. */
export type NewsSource<News> = { readonly news: AsyncIterator<News, undefined> };

/**
 * Yields news as it comes, and undefined when it is time to look for oneself. Ends when `signal` aborts, never with
 * the source.
 *
 * @param checkMs how long it stays silent at most, with a source that can tell and without one, milliseconds
 */
export async function* wakeUps<News>(
  source: NewsSource<News> | undefined,
  checkMs: { readonly withFeed: number; readonly withoutFeed: number },
  signal: AbortSignal,
): AsyncGenerator<News | undefined, undefined> {
  let next = source?.news.next();
  while (!signal.aborted) {
    const timer = new AbortController();
    const stop = () => timer.abort();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const timeUp = delay(next ? checkMs.withFeed : checkMs.withoutFeed, "time up" as const, {
        signal: timer.signal,
      }).catch(() => "time up" as const);
      const heard = await Promise.race(next ? [timeUp, next] : [timeUp]);
      if (heard === "time up") {
        if (!signal.aborted) yield undefined;
      } else if (heard.done) {
        next = undefined;
      } else {
        yield heard.value;
        next = source?.news.next();
      }
    } finally {
      timer.abort();
      signal.removeEventListener("abort", stop);
    }
  }
}
