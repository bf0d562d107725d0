import type { JobId } from "./define-job.ts";
import type { Outcome } from "./run-job.ts";
import type { SweepResult } from "./sweep.ts";

/** Why a delivery ended as it did. A fixed set of words, fit to be counted by. */
export type EndReason =
  /** Its result is committed. */
  | "committed"
  /** Its row was finished already, so nothing was run. */
  | "settled"
  /** Its row was erased, so every word of it was. */
  | "gone"
  /** Somebody newer has the row: nothing was run, or its result was dropped. */
  | "fenced"
  | "cancelled"
  /** The handler threw, and `error` says what. */
  | "error"
  | "timeout"
  /** It had been taken away from this worker. */
  | "lost"
  | "shutdown"
  /** The ledger did not answer. */
  | "ledger";

export type StartedRun = {
  readonly id: JobId;
  /** 1 for the first run that counts. */
  readonly attempt: number;
  /** From being enqueued, or due, to being handed to this worker, milliseconds; null when that is not known. */
  readonly waitedMs: number | null;
};

export type EndedRun = {
  readonly id: JobId;
  readonly attempt: number;
  readonly outcome: Outcome["how"];
  readonly reason: EndReason;
  /** What the handler threw. */
  readonly error?: unknown;
  /** From being handed to this worker to its end, milliseconds. */
  readonly ranMs: number;
};

/**
 * What a worker tells whoever counts. Called where it happens, once each, and not waited for. The worker survives an
 * observer that throws, and drops what it threw.
 */
export type WorkerObserver = {
  readonly onStarted?: (run: StartedRun) => void;
  readonly onEnded?: (run: EndedRun) => void;
  /** One comparison of the whole ledger with Redis has ended. */
  readonly onSwept?: (result: SweepResult) => void;
  /** Jobs of silent workers were put back in line, or set aside because their workers kept dying. */
  readonly onStalled?: (found: { readonly requeued: number; readonly buried: number }) => void;
  /** Jobs that were given to this worker and never reached it were put back in line. */
  readonly onStrays?: (count: number) => void;
};
