import type { Repair } from "#core/admin/explain-repair.ts";

/** What can be done to a stream as a whole. */
export type StreamAct = "pause" | "resume" | "drain" | "rebuild" | "retry-all" | "remove-worker";

/** What can be done to one job. */
export type JobAct = "retry" | "drop" | "promote" | "claim-away";

/** An action's own page: what it is about, what follows, the button; and what is said once it is done. */
export type ActMessages = {
  readonly title: (p: { subject: string }) => string;
  readonly lead: string;
  readonly submit: string;
  readonly done: string;
};

/** What the pages about streams of work say in the admin area. */
export type StreamMessages = {
  readonly title: string;
  readonly names: Record<"analyses" | "mail" | "photos" | "replies", string>;
  readonly away: string;
  readonly away_detail: string;
  readonly lookAgain: string;
  readonly more: string;
  readonly actions: string;
  readonly states: Record<"running" | "paused" | "noWorkers", string>;
  readonly gated: (p: { time: string }) => string;
  readonly draining: (p: { left: number }) => string;
  readonly drained: string;
  readonly now: string;
  readonly lastHour: string;
  readonly figures: Record<
    | "waiting"
    | "oldest"
    | "delayed"
    | "undelivered"
    | "inFlight"
    | "dead"
    | "perMinute"
    | "enqueued"
    | "done"
    | "retried"
    | "deferred"
    | "stalled"
    | "failed"
    | "waited"
    | "ran",
    string
  >;
  readonly ofSlots: (p: { held: string; slots: string }) => string;
  readonly quantiles: (p: { p50: string; p95: string; p99: string }) => string;
  readonly quantilesHint: string;
  readonly ages: {
    readonly title: string;
    readonly under: (p: { time: string }) => string;
    readonly over: (p: { time: string }) => string;
    readonly seen: (p: { seen: string }) => string;
  };
  readonly line: { readonly title: string; readonly none: string };
  readonly workers: {
    readonly title: string;
    readonly none: string;
    readonly stops: string;
    readonly gone: string;
    readonly silent: string;
    readonly holdsNothing: string;
    readonly holding: (p: { time: string }) => string;
  };
  readonly limits: {
    readonly title: string;
    readonly used: string;
    readonly others: string;
    readonly allowed: string;
    readonly learnt: string;
    readonly ease: string;
    readonly blocked: string;
    readonly circuit: string;
    readonly circuits: Record<"closed" | "open" | "half_open", string>;
    readonly money: string;
    readonly amount: (p: { requests: string; tokens: string }) => string;
  };
  readonly charts: {
    readonly title: string;
    readonly span: (p: { hours: number }) => string;
    readonly names: Record<"done" | "troubled" | "waited" | "ran", string>;
    readonly most: (p: { most: string }) => string;
    readonly nothing: string;
    readonly between: (p: { from: string; to: string }) => string;
    readonly table: string;
    readonly quiet: string;
  };
  readonly columns: Record<
    | "stream"
    | "job"
    | "worker"
    | "slots"
    | "holds"
    | "lastBeat"
    | "why"
    | "failures"
    | "crashes"
    | "died"
    | "row"
    | "waits"
    | "event"
    | "data"
    | "subject"
    | "actor"
    | "step"
    | "model"
    | "tokensIn"
    | "tokensOut"
    | "from",
    string
  >;
  readonly dead: {
    readonly none: string;
    readonly lead: string;
    readonly why: Record<"failed" | "crashed", string>;
    readonly rowGone: string;
    readonly retriedAll: (p: { retried: string; skipped: string }) => string;
  };
  readonly audit: { readonly title: string; readonly operator: string };
  readonly tail: {
    readonly lead: string;
    readonly none: string;
    readonly stream: string;
    readonly job: string;
    readonly user: string;
    readonly worker: string;
    readonly filter: string;
    readonly pause: string;
    readonly goOn: string;
    readonly live: string;
    readonly paused: string;
    readonly reconnecting: string;
    readonly noSuchUser: string;
    readonly refreshing: string;
    readonly stopped: string;
    readonly stopRefreshing: string;
    readonly refresh: string;
  };
  readonly events: Record<
    | "queued"
    | "progress"
    | "retry"
    | "defer"
    | "stalled"
    | "done"
    | "dead"
    | "cancelled"
    | "pause"
    | "resume"
    | "gate",
    string
  >;
  readonly life: {
    readonly title: (p: { id: string }) => string;
    readonly row: string;
    readonly lease: Record<"held" | "free", string>;
    readonly leaseName: string;
    readonly photos: string;
    readonly photosThere: Record<"yes" | "no", string>;
    readonly updated: string;
    readonly completed: string;
    readonly redis: string;
    readonly unknown: string;
    readonly phase: string;
    readonly phases: Record<"waiting" | "delayed" | "ready" | "dead", string>;
    readonly held: string;
    readonly entry: string;
    readonly renewed: string;
    readonly position: string;
    readonly due: string;
    readonly enqueued: string;
    readonly cancelAsked: string;
    readonly progress: string;
    readonly lastError: string;
    readonly next: string;
    readonly repairs: Record<Repair, string>;
    readonly calls: string;
    readonly noCalls: string;
    readonly cost: (p: { calls: string; tokens: string; money: string }) => string;
    readonly events: string;
    readonly noEvents: string;
  };
  readonly acts: Record<StreamAct | JobAct, ActMessages>;
  readonly repaired: (p: { rung: string; failed: string }) => string;
  readonly keep: string;
  readonly ago: (p: { time: string }) => string;
};
