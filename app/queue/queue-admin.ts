import type { JobId, Json } from "./define-job.ts";
import type { Histogram } from "./histogram.ts";
import type { Phase } from "./queue.ts";

/** How a queue stands at this moment. All times are by the clock of Redis. */
export type QueueOverview = {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  /** Handed out and not yet with a worker: somebody takes them within a network hop, or nobody lives. */
  readonly undelivered: number;
  readonly inFlight: number;
  readonly dead: number;
  /** How many jobs live workers can hold at a time. */
  readonly slots: number;
  readonly isPaused: boolean;
  /** Nothing is handed out for so long, because a provider asked for it; 0 when it is open. Milliseconds. */
  readonly gateMs: number;
  readonly ages: WaitingAges;
};

/** How long waiting jobs have waited, of the first `seen` in line (1,000 at most; the oldest is among them). */
export type WaitingAges = {
  readonly seen: number;
  /** Null when nothing waits. */
  readonly oldestMs: number | null;
  /** How many are younger than `underMs` and not younger than the bound before; the last has no bound. */
  readonly buckets: readonly { readonly underMs: number | null; readonly count: number }[];
};

export type WorkerInfo = {
  readonly name: string;
  /** 0 while it stops, or when it has gone and what it held is not yet taken away. */
  readonly slots: number;
  /** Null when it has never beaten, or has been forgotten. */
  readonly sinceBeatMs: number | null;
  readonly holds: readonly HeldJob[];
};

export type HeldJob = {
  readonly id: JobId;
  readonly user: string;
  readonly entry: string;
  readonly heldMs: number;
  /** Since its worker has last renewed it. */
  readonly sinceRenewedMs: number;
  readonly failures: number;
  readonly crashes: number;
};

export type DeadLetter = {
  readonly id: JobId;
  readonly user: string;
  /** `failed`: its runs threw; `crashed`: its workers died with it. */
  readonly why: "failed" | "crashed";
  readonly error: string;
  readonly failures: number;
  readonly crashes: number;
  readonly diedAt: Date;
};

/** What happened in one minute, or in several put together. */
export type QueueActivity = {
  readonly enqueued: number;
  readonly done: number;
  readonly cancelled: number;
  readonly dead: number;
  readonly retried: number;
  readonly deferred: number;
  readonly released: number;
  /** Taken away from silent workers. */
  readonly stalled: number;
  /** From being enqueued to being handed to a worker, of first runs. */
  readonly waited: Histogram;
  /** How long runs took. */
  readonly ran: Histogram;
};

export type MinuteActivity = QueueActivity & { readonly minute: Date };

/** Everything that Redis knows of one job. */
export type JobReport = {
  readonly phase: Phase;
  readonly user: string;
  readonly cost: number;
  readonly failures: number;
  readonly crashes: number;
  readonly enqueuedAt: Date;
  readonly isCancelAsked: boolean;
  readonly progress: Json | undefined;
  /** How many stand before it; null when it is not in line. */
  readonly position: number | null;
  /** When a delayed job is due. */
  readonly dueMs: number | null;
  readonly held: {
    readonly worker: string;
    readonly entry: string;
    readonly sinceRenewedMs: number;
  } | null;
  readonly deadLetter: DeadLetter | null;
};

/** An operator's side of one queue: what it shows and what may be done to it. Everything may be done twice. */
export interface QueueAdmin {
  readOverview(): Promise<QueueOverview>;
  listWorkers(): Promise<readonly WorkerInfo[]>;
  /** Newest first. */
  listDead(page: {
    readonly offset: number;
    readonly limit: number;
  }): Promise<readonly DeadLetter[]>;
  /** Jobs at the head of the line, in the order in which they will be handed out. */
  listWaiting(
    limit: number,
  ): Promise<readonly { readonly id: JobId; readonly user: string; readonly waitedMs: number }[]>;
  /** The last `minutes` (1…2,880), oldest first, minutes in which nothing happened included. */
  readActivity(minutes: number): Promise<readonly MinuteActivity[]>;
  explain(id: JobId): Promise<JobReport | undefined>;
  /** Hands out nothing until `resume`; what is in flight goes on. */
  pause(): Promise<void>;
  /** Ends a pause, and a gate as well. */
  resume(): Promise<void>;
  /** Hands out nothing for so long; a longer gate that stands already stays. */
  gate(ms: number): Promise<void>;
  /** A delayed job joins the line now. False when it was not delayed. */
  promote(id: JobId): Promise<boolean>;
  /** Takes a job away from its worker and puts it back in line, as if that worker had died; also one that is on its way to a worker. False when it was neither. */
  claimAway(id: JobId): Promise<boolean>;
  /** Takes a dead letter away for good. False when there was none. */
  dropDead(id: JobId): Promise<boolean>;
  /** Takes a worker off the list. False while it lives or still holds something. */
  removeWorker(name: string): Promise<boolean>;
}
