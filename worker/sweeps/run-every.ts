import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "#core/ports.ts";

/**
 * Calls `sweep` again and again until `signal` aborts, with `intervalMs` between the end of one call
 * and the start of the next. A sweep that fails is logged and tried again the next time.
 */
export async function runEvery(
  intervalMs: number,
  name: string,
  sweep: () => Promise<number>,
  {
    signal,
    log,
    onDeleted,
  }: {
    readonly signal: AbortSignal;
    readonly log: Log;
    readonly onDeleted: (sweep: string, count: number) => void;
  },
): Promise<void> {
  // Workers that start together need not sweep together.
  let pauseMs = Math.random() * intervalMs;
  while (!signal.aborted) {
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    pauseMs = intervalMs;
    try {
      const count = await sweep();
      onDeleted(name, count);
      if (count > 0) log.info({ sweep: name, count }, "sweep deleted what was due");
    } catch (error) {
      log.error({ sweep: name, err: error }, "sweep failed");
    }
  }
}
