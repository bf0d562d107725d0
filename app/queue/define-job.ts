/** Identifies one job and the row behind it. Ids are unique for ever; UUIDv7 keeps ties in order. */
export type JobId = string;

/**
 * Orders the runs of a job: the id of its stream entry in fixed width, `000001795392459499-000007`,
 * so that a plain string comparison says which run is newer. Also the fencing token: the ledger takes a
 * claim only with a larger token than it has seen, and a commit only with the token that claimed.
 */
export type Token = string;

/** Values that can travel as JSON. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What the application tells the queue about one kind of work. The payload stays in its own tables. */
export type JobDefinition = {
  /** The queue's name, and part of every key: lower case letters and dashes. */
  readonly queue: string;
  /** How often a run may fail before the job is given up. Deferrals and crashes are counted apart. */
  readonly attempts: number;
  /** How often a worker may die with the job in hand before the job is set aside as poison. */
  readonly crashes: number;
  /** How long one run may take, milliseconds; then its signal aborts. */
  readonly timeoutMs: number;
};

export function defineJob(definition: JobDefinition): JobDefinition {
  return Object.freeze(definition);
}

/** One run of a job, as its handler sees it. */
export interface Run {
  readonly id: JobId;
  readonly token: Token;
  /** 1 for the first run that counts. */
  readonly attempt: number;
  /** Aborts on timeout, on cancel, on loss of the lease and on shutdown; `reason` says which. */
  readonly signal: AbortSignal;
  /** Tells whoever watches the job. Best effort: throttled, and never an error. */
  progress(value: Json): void;
}

/** What to do with a run that threw. */
export type Verdict =
  /** Run again after a back-off; counts as an attempt. */
  | { readonly kind: "retry" }
  /** Run again after `delayMs`; costs nothing. */
  | { readonly kind: "defer"; readonly delayMs: number }
  /** Give up now: somebody has to look into it. */
  | { readonly kind: "fatal" }
  /** There is no result, and that is the answer: the row fails with its reason, and no dead letter stays behind. */
  | { readonly kind: "decline" };

export type Claim<Job> =
  | { readonly outcome: "claimed"; readonly job: Job }
  /** The row is finished: the job is a ghost. */
  | { readonly outcome: "settled" }
  /** There is no such row, it was erased: nothing in Redis may tell of it any more. */
  | { readonly outcome: "gone" }
  | { readonly outcome: "cancelled" }
  /** A newer run holds the row; `leaseAlive` says whether it is still at work. */
  | { readonly outcome: "fenced"; readonly by: Token; readonly leaseAlive: boolean };

/** Somebody whose share of the workers is fair, and a row of theirs that still needs work. */
export type UnsettledJob = {
  readonly id: JobId;
  readonly user: string;
  readonly cost: number;
  /** How long the row itself asks to be left alone, milliseconds. */
  readonly delayMs: number;
  /** A run has claimed it, was not heard of for a lease, and has not ended it. */
  readonly isClaimed: boolean;
};

/**
 * The application's own record of its work, the truth that the queue serves. Each method is one
 * conditional statement; none may trust that it runs once.
 */
export interface Ledger<Job, Result> {
  claim(id: JobId, token: Token): Promise<Claim<Job>>;
  /** True while this is the row's current run: nobody newer has claimed it, and it has not ended. */
  holds(id: JobId, token: Token): Promise<boolean>;
  /** Extends the leases of these runs. */
  renew(tokens: readonly Token[]): Promise<void>;
  /** False when the run was fenced off: its result must be dropped. */
  commit(id: JobId, token: Token, result: Result): Promise<boolean>;
  /** Back to queued, not before `delayMs` from now. */
  postpone(id: JobId, token: Token, error: unknown, delayMs: number): Promise<boolean>;
  /** Final failure. */
  fail(id: JobId, token: Token, error: unknown): Promise<boolean>;
  /** Final failure of a job whose workers kept dying, decided by the queue without a run. */
  failCrashed(id: JobId): Promise<boolean>;
  /** Hands an unfinished run back, as if it had not begun. */
  release(id: JobId, token: Token): Promise<boolean>;
  /** Rows that still need work, in id order, for the sweep. */
  listUnsettled(after: JobId | undefined, limit: number): Promise<readonly UnsettledJob[]>;
}
