import { setTimeout as delay } from "node:timers/promises";

/**
 * Calls `task` every `intervalMs`, counted from the end of a call, until `signal` aborts. The first call comes
 * after `firstMs`. A task that throws is told to `onError` and called again the next time.
 */
export async function repeat(
  task: () => Promise<unknown>,
  {
    intervalMs,
    firstMs = intervalMs,
    signal,
    onError,
  }: {
    readonly intervalMs: number;
    readonly firstMs?: number;
    readonly signal: AbortSignal;
    readonly onError: (error: unknown) => void;
  },
): Promise<void> {
  let pauseMs = firstMs;
  for (;;) {
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    pauseMs = intervalMs;
    try {
      await task();
    } catch (error) {
      onError(error);
    }
  }
}
