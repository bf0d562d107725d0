import { BadSettings } from "#platform/config.ts";
import { CannotProvide } from "#services/service.ts";

/** Whatever hangs, this is the end; what we have started notices that, and ends as well. */
const LAST_RESORT_MS = 9_500;

/**
 * Runs a command that goes on until SIGTERM or SIGINT. `main` obeys its signal, or throws its reason; what keeps it
 * from starting is told in words, and makes the exit code 1.
 */
export async function runUntilStopped(
  main: (signal: AbortSignal) => Promise<void>,
  tell: (problem: string) => void,
): Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.on(name, () => {
      stopping.abort();
      setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    });
  }
  try {
    await main(signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) return;
    if (!(error instanceof CannotProvide || error instanceof BadSettings)) throw error;
    tell(error.message);
    process.exitCode = 1;
  }
}
