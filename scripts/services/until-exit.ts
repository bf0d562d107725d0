import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

export type UntilExitOptions = {
  readonly signal: AbortSignal | undefined;
  /** What the program is told when `signal` aborts. */
  readonly stopWith?: NodeJS.Signals;
};

/** A program that has been told to end and has not by then is left to itself. */
const PATIENCE_MS = 3_000;

/**
 * Waits until a program ends, and ends it when told to stop.
 *
 * @returns its exit code
 * @throws the signal's reason
 */
export async function untilExit(
  child: ChildProcess,
  { signal, stopWith = "SIGTERM" }: UntilExitOptions,
): Promise<number | null> {
  const gone = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const stopped = Promise.withResolvers<null>();
  const stop = () => {
    child.kill(stopWith);
    void delay(PATIENCE_MS, undefined, { ref: false }).then(() => {
      child.unref();
      stopped.resolve(null);
    });
  };
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const code = await Promise.race([gone, stopped.promise]);
    signal?.throwIfAborted();
    return code;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
