import { setTimeout as delay } from "node:timers/promises";

/** Something has ended by itself and starts again after a while. */
export type Restarting = {
  readonly kind: "restarting";
  readonly name: string;
  /** How it ended, for people: `code 1`, `SIGKILL`. */
  readonly exit: string;
  readonly inMs: number;
};

const BACKOFF_MS = { first: 500, most: 15_000 };

/** What has lived so long starts again at once. */
const SETTLED_MS = 30_000;

/** Runs something again whenever it ends, with growing pauses, until told to stop. `run` says how it ended. */
export async function keepRunning(
  name: string,
  run: () => Promise<string>,
  options: {
    readonly signal: AbortSignal;
    readonly onEvent: (event: Restarting) => void;
  },
): Promise<void> {
  const { signal, onEvent } = options;
  let wait = BACKOFF_MS.first;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const exit = await run();
    if (signal.aborted) return;

    if (performance.now() - startedAt > SETTLED_MS) wait = BACKOFF_MS.first;
    onEvent({ kind: "restarting", name, exit, inMs: wait });
    await delay(wait, undefined, { signal }).catch(() => undefined);
    wait = Math.min(BACKOFF_MS.most, wait * 2);
  }
}
