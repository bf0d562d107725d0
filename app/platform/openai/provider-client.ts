import OpenAI from "openai";
import type { Log } from "#core/ports.ts";
import type { CallGuard, CallReport } from "./call-guard.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { readFeedback } from "./read-feedback.ts";

export type ProviderOptions = {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  /** How long a call may take, answer included, milliseconds. */
  readonly timeoutMs: number;
  readonly log: Log;
  /** Whom all calls have to pass. */
  readonly guard?: CallGuard | undefined;
};

/** A client that tries nothing again and writes nothing down. */
export function openProvider({ apiKey, baseUrl, timeoutMs }: ProviderOptions): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl,
    // The queue decides when to try again.
    maxRetries: 0,
    timeout: timeoutMs,
    // The SDK would print requests, photos and questions included.
    logLevel: "off",
  });
}

/** For whoever has the provider to themselves. */
export const unguarded: CallGuard = {
  async run(_, make) {
    try {
      return await make({ feedback: () => undefined, cost: () => undefined });
    } catch (error) {
      throw error instanceof ProviderFailure ? error.toReaderError() : error;
    }
  },
};

/**
 * Makes one call within `timeoutMs`, and reports what a failure says of limits and cost. `make` has to send its request
 * with the signal that it is given, and to report what an answer says.
 *
 * @throws ProviderFailure, and what `isOurs` tells apart from it as it is
 */
export async function callProvider<Result>(
  { timeoutMs, log }: Pick<ProviderOptions, "timeoutMs" | "log">,
  {
    signal,
    report,
    isOurs = () => false,
  }: {
    readonly signal: AbortSignal;
    readonly report: CallReport;
    /** True for an error of ours about an answer that came. */
    readonly isOurs?: (error: unknown) => boolean;
  },
  make: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const cut = new AbortController();
  const stop = () => cut.abort();
  // The SDK's own timeout ends with the headers; a body that never ends has to be cut off as well.
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    return await make(cut.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isOurs(error)) throw error;
    if (cut.signal.aborted) {
      log.warn({ timeoutMs }, "provider did not answer in time");
      throw new ProviderFailure("down", error);
    }
    const failure = ProviderFailure.from(error, log);
    // An empty account is no matter of speed.
    if (failure.means !== "out_of_money") {
      report.feedback({ ...readFeedback(failure.headers, new Date()), status: failure.status });
    }
    if (failure.status !== undefined) report.cost(0);
    throw failure;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
