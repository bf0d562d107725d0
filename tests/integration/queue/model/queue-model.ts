export type ModelPhase = "waiting" | "delayed" | "ready" | "dead" | "absent";

export type ModelOutcome = "done" | "cancelled" | "dead" | "retry" | "defer" | "release";

type Job = { readonly user: string; readonly cost: number; failures: number; crashes: number };

/** One dispatch. Its entry's id is Redis' to choose; `held` is filled in when somebody is given it. */
type Dispatch = { readonly id: string; worker: string | null };

/**
 * What the scripts in app/queue/lua should do, told again in the plainest way: no batches, no clock, no streams.
 * Delays are far away until `letTimePass`.
 */
export class QueueModel {
  readonly jobs = new Map<string, Job>();
  readonly line = new Map<string, number>();
  readonly delayed = new Set<string>();
  readonly dead = new Set<string>();
  readonly cancelling = new Set<string>();
  readonly slots = new Map<string, number>();
  readonly fair = new Map<string, number>();
  ready: Dispatch[] = [];
  clock = 0;
  isPaused = false;
  private due: string[] = [];

  phaseOf(id: string): ModelPhase {
    if (this.line.has(id)) return "waiting";
    if (this.delayed.has(id)) return "delayed";
    if (this.ready.some((dispatch) => dispatch.id === id)) return "ready";
    return this.dead.has(id) ? "dead" : "absent";
  }

  /** Who is served next: the smallest tag, and of equal ones the smallest id. */
  inOrder(): readonly string[] {
    return [...this.line]
      .sort(([a, tagA], [b, tagB]) => tagA - tagB || (a < b ? -1 : 1))
      .map(([id]) => id);
  }

  enqueue(
    batch: readonly { id: string; user: string; cost: number; isDelayed: boolean }[],
    force: boolean,
  ): readonly boolean[] {
    const answers = batch.map(({ id, user, cost, isDelayed }) => {
      const phase = this.phaseOf(id);
      if (phase !== "absent" && !(phase === "dead" && force)) return false;
      this.dead.delete(id);
      this.jobs.set(id, { user, cost, failures: 0, crashes: 0 });
      if (isDelayed) this.delayed.add(id);
      else this.joinLine(id);
      return true;
    });
    if (answers.includes(true)) this.feed();
    return answers;
  }

  beat(worker: string, slots: number): void {
    this.slots.set(worker, slots);
    this.feed();
  }

  /** A worker that has forgotten what it holds, long after it was given it. */
  putStraysBack(worker: string): number {
    const strays = this.ready.filter((dispatch) => dispatch.worker === worker);
    this.ready = this.ready.filter((dispatch) => dispatch.worker !== worker);
    for (const { id } of strays) this.line.set(id, this.clock);
    return strays.length;
  }

  take(worker: string, want: number): readonly string[] {
    const taken = this.ready.filter((dispatch) => dispatch.worker === null).slice(0, want);
    for (const dispatch of taken) dispatch.worker = worker;
    return taken.map(({ id }) => id);
  }

  /** Ends what a worker really holds. */
  settle(id: string, how: ModelOutcome): void {
    this.ready = this.ready.filter((dispatch) => dispatch.id !== id);
    const job = this.jobs.get(id);
    if (!job) return;
    if (how === "retry") job.failures += 1;
    if (how === "retry" || how === "defer") this.delayed.add(id);
    else if (how === "release") this.line.set(id, this.clock);
    else this.end(id, how === "dead");
  }

  /** Everybody whose beat has failed to come for long loses what they hold. */
  reap(worker: string, mostCrashes: number): void {
    for (const { id } of this.ready.filter((dispatch) => dispatch.worker === worker)) {
      this.ready = this.ready.filter((dispatch) => dispatch.id !== id);
      const job = this.jobs.get(id);
      if (!job) continue;
      job.crashes += 1;
      if (this.cancelling.has(id)) this.end(id, false);
      else if (job.crashes > mostCrashes) this.end(id, true);
      else this.delayed.add(id);
    }
  }

  cancel(id: string): ModelPhase {
    const phase = this.phaseOf(id);
    if (phase === "waiting" || phase === "delayed") this.end(id, false);
    if (phase === "ready") this.cancelling.add(id);
    return phase;
  }

  claimAway(id: string): boolean {
    if (this.phaseOf(id) !== "ready") return false;
    this.ready = this.ready.filter((dispatch) => dispatch.id !== id);
    this.line.set(id, this.clock);
    this.feed();
    return true;
  }

  forget(id: string): void {
    this.ready = this.ready.filter((dispatch) => dispatch.id !== id);
    this.dead.delete(id);
    this.end(id, false);
  }

  promote(id: string): boolean {
    if (!this.delayed.has(id)) return false;
    this.due = this.due.filter((other) => other !== id);
    this.joinLineOf([id]);
    this.feed();
    return true;
  }

  letTimePass(): void {
    this.due = [...this.delayed].sort();
  }

  loseEverything(): void {
    for (const part of [this.jobs, this.line, this.slots, this.fair]) part.clear();
    for (const part of [this.delayed, this.dead, this.cancelling]) part.clear();
    this.ready = [];
    this.due = [];
    this.clock = 0;
    this.isPaused = false;
  }

  feed(): void {
    const due = this.due.filter((id) => this.delayed.has(id));
    this.due = [];
    if (due.length > 0) this.joinLineOf(due);
    if (this.isPaused) return;
    let window = 0;
    for (const slots of this.slots.values()) window += slots;
    for (const id of this.inOrder().slice(0, Math.max(0, window - this.ready.length))) {
      this.clock = this.line.get(id) ?? this.clock;
      this.line.delete(id);
      this.ready.push({ id, worker: null });
    }
  }

  private joinLineOf(ids: readonly string[]): void {
    for (const id of ids) {
      this.delayed.delete(id);
      this.joinLine(id);
    }
  }

  /** Start-time fair queueing: at the clock, or where the user's last job ends. */
  private joinLine(id: string): void {
    const job = this.jobs.get(id);
    if (!job) return;
    const start = Math.max(this.clock, this.fair.get(job.user) ?? 0);
    this.fair.set(job.user, start + job.cost);
    this.line.set(id, start);
  }

  private end(id: string, isDead: boolean): void {
    this.jobs.delete(id);
    this.line.delete(id);
    this.delayed.delete(id);
    this.cancelling.delete(id);
    if (isDead) this.dead.add(id);
  }
}
