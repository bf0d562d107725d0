import { DomainError } from "#core/errors.ts";
import type { PaidAnswer, PaidCalls, PalmReader } from "#core/ports.ts";

/** How a reading or a call ended; `aborted` when nobody wanted its end any more. */
export type ReadOutcome =
  "ok" | "unreadable" | "rate_limited" | "unavailable" | "gave_up" | "aborted" | "error";

/** Told of every reading and of every answer that is paid for, once each. */
export type ReaderObserver = {
  readonly onRead: (read: {
    readonly reader: PalmReader["name"];
    readonly outcome: ReadOutcome;
    readonly ms: number;
  }) => void;
  readonly onCall: (call: {
    readonly outcome: ReadOutcome;
    readonly ms: number;
    /** Null when there was none. */
    readonly answer: Pick<PaidAnswer, "model" | "usage"> | null;
  }) => void;
};

/** The same reader, with somebody who counts what it does. */
export function observeReader(reader: PalmReader, observer: ReaderObserver): PalmReader {
  return {
    ...reader,
    async read(request, { signal, paidCalls }) {
      const watched: PaidCalls = {
        once: (step, pay) =>
          paidCalls.once(step, () =>
            timed(pay, signal, (outcome, ms, answer) =>
              observer.onCall({ outcome, ms, answer: answer ?? null }),
            ),
          ),
      };
      return timed(
        () => reader.read(request, { signal, paidCalls: watched }),
        signal,
        (outcome, ms) => observer.onRead({ reader: reader.name, outcome, ms }),
      );
    },
  };
}

async function timed<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
  tell: (outcome: ReadOutcome, ms: number, result?: Result) => void,
): Promise<Result> {
  const startedAt = performance.now();
  try {
    const result = await work();
    tell("ok", performance.now() - startedAt, result);
    return result;
  } catch (error) {
    tell(signal.aborted ? "aborted" : outcomeOf(error), performance.now() - startedAt);
    throw error;
  }
}

export function outcomeOf(error: unknown): ReadOutcome {
  if (!DomainError.is(error)) return "error";
  if (error.kind === "rate_limited" || error.kind === "unavailable") return error.kind;
  return error.code.startsWith("palm.") ? "unreadable" : "gave_up";
}
