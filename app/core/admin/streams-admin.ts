import type { Json, Ledger } from "#queue/define-job.ts";
import type { QueueAdmin } from "#queue/queue-admin.ts";

export type {
  DeadLetter,
  HeldJob,
  JobReport,
  QueueOverview,
  WorkerInfo,
} from "#queue/queue-admin.ts";

/** Something that happened to a job. Ids grow within a stream. */
export type StreamEvent = {
  readonly id: string;
  readonly stream: string;
  readonly jobId: string;
  readonly type: string;
  /** Null where no worker had part in it, or nobody has said which. */
  readonly worker: string | null;
  readonly data: Json | null;
};

/** What a comparison of rows with Redis has put right, or would. */
export type Repairs = {
  /** Jobs that Redis did not know. */
  readonly rung: number;
  /** Rows whose job had killed its workers too often. */
  readonly failed: number;
};

/** The part of a ledger that the comparison needs. */
export type SweptRows = Pick<Ledger<unknown, unknown>, "listUnsettled" | "failCrashed">;

/**
 * One stream of work, as those see it who run the product: what `QueueAdmin` shows and does, and a little more.
 * Every method may fail with `ServiceUnavailable` while Redis is away.
 */
export interface StreamAdmin extends QueueAdmin {
  readonly name: string;
  /** Schedules a job again that had ended. */
  ringAgain(id: string, user: string): Promise<void>;
  /** Takes a job out; whoever runs it is told to stop. */
  cancel(id: string): Promise<void>;
  /** Compares the rows with Redis now. Tells only what it would do when asked so. */
  repair(
    rows: SweptRows,
    options: { readonly signal: AbortSignal; readonly isDryRun: boolean },
  ): Promise<Repairs>;
}

type Amount = { readonly requests: number; readonly tokens: number };

/** What stands between the workers and the provider: limits of the present minute, circuit, and the day's money. */
export type ProviderState = {
  readonly limits: {
    readonly used: Amount;
    /** What others seem to use of the same account. */
    readonly others: Amount;
    readonly limits: Amount;
    /** What the provider told; null until it has. */
    readonly learnt: { readonly requests: number | null; readonly tokens: number | null };
    /** The part of the limits that is used: less than 1 for a while after refusals. */
    readonly ease: number;
    readonly blockedMs: number;
  };
  readonly circuit: {
    readonly state: "closed" | "open" | "half_open";
    readonly failures: number;
    readonly openMs: number;
  };
  /** Of the present UTC day, in millionths of a dollar. */
  readonly spending: { readonly spent: number; readonly limit: number | null };
};

/** All streams of work. */
export interface StreamsAdmin {
  readonly streams: readonly StreamAdmin[];
  /** What no worker has renewed for so long is taken away from it, milliseconds. */
  readonly silentAfterMs: number;
  /** Null where no provider is asked. */
  readProvider(): Promise<ProviderState | null>;
  /** What a provider's call costs, in millionths of a dollar. */
  costOf(
    model: string,
    tokens: { readonly promptTokens: number; readonly completionTokens: number },
  ): number;
  /** The newest events of these streams, oldest first; of one job when asked so, as far as it is still told. */
  listEvents(options: {
    readonly streams: readonly string[];
    readonly limit: number;
    readonly jobId?: string;
  }): Promise<readonly StreamEvent[]>;
  /**
   * Follows these streams until the signal aborts: from what came after an id, or from now. `from` tells once more what
   * has that very id: one id may tell of several jobs, and whoever left may have heard of some only.
   */
  follow(options: {
    readonly streams: readonly string[];
    readonly signal: AbortSignal;
    readonly after?: string;
    readonly from?: string;
  }): Promise<AsyncIterator<StreamEvent, undefined>>;
}
