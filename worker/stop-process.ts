import type { Log } from "#core/ports.ts";

export type StopProcess = {
  /** Aborts when the process is to end: nothing new is begun. */
  readonly stopping: AbortSignal;
  /** Aborts when what runs is to be handed back without waiting for it any longer. */
  readonly hurry: AbortSignal;
  /** Begins to stop, or hurries a stop that has begun. */
  readonly stop: (options?: StopOptions) => void;
};

export type StopOptions = {
  /** The process's exit code; 0 unless an earlier call said otherwise. */
  readonly code?: number;
  readonly isUrgent?: boolean;
};

/** How long handing back, leaving Redis and closing the database may take together, milliseconds. */
const CLOSING_MS = 2_000;

/**
 * Ends this process in order and in time: SIGTERM or SIGINT begins it, a second one hands back at once what runs. When
 * that does not end by itself, because Redis or the database does not answer, the process exits anyway; others
 * find what it held.
 */
export function stopOnSignals({
  graceMs,
  log,
}: {
  /** How long runs may take to end, by themselves and after they were told to, milliseconds. */
  readonly graceMs: number;
  readonly log: Log;
}): StopProcess {
  const stopping = new AbortController();
  const hurry = new AbortController();
  let deadline: NodeJS.Timeout | undefined;

  function exitWithin(limitMs: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => {
      log.error({ limitMs }, "worker did not stop in time, process ends");
      process.exit(process.exitCode === undefined ? 1 : undefined);
    }, limitMs).unref();
  }

  function stop({ code, isUrgent = false }: StopOptions = {}): void {
    if (code !== undefined) process.exitCode = code;
    if (!stopping.signal.aborted) {
      exitWithin(graceMs + CLOSING_MS);
      stopping.abort();
    }
    if (isUrgent && !hurry.signal.aborted) {
      exitWithin(CLOSING_MS);
      hurry.abort();
    }
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => stop({ isUrgent: stopping.signal.aborted }));
  }
  return { stopping: stopping.signal, hurry: hurry.signal, stop };
}
