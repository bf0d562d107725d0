import { setTimeout as delay } from "node:timers/promises";

/**
 * Asks, and waits no longer than this for the answer. While an earlier question is still open its answer is waited
 * for instead, so that whoever does not answer is not asked again and again.
 */
export function askInTime<Answer>(ask: () => Promise<Answer>, limitMs: number) {
  let asked: Promise<Answer> | undefined;

  return async (): Promise<Answer> => {
    asked ??= ask().finally(() => (asked = undefined));
    const timer = new AbortController();
    const timeUp = delay(limitMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`no answer within ${limitMs} ms`);
    });
    try {
      return await Promise.race([asked, timeUp]);
    } finally {
      timer.abort();
    }
  };
}
