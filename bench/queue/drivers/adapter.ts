/** One job to be enqueued. Systems that carry a payload carry this one; ours carries the id alone. */
export type BenchJob = {
  /** Its number within its queue, from 0; how reports name it. */
  readonly n: number;
  readonly id: string;
  readonly user: string;
  readonly delayMs: number;
};

/** The sending side of one queue. */
export interface Producer {
  add(job: BenchJob): Promise<unknown>;
  /** As many at once as the system has a way for. */
  addMany(jobs: readonly BenchJob[]): Promise<unknown>;
  /** Calls back with a job's number when its sender could know that it is done. */
  follow(onDone: (n: number) => void): Promise<void>;
  close(): Promise<void>;
}

export type WorkOptions = {
  readonly queue: string;
  /** How many run at a time, in each worker. */
  readonly concurrency: number;
  readonly workers: number;
  /** How many jobs are waiting already, numbered from 0. */
  readonly backlog: number;
  /** Jobs do nothing and nobody watches: a backlog is drained as fast as can be. */
  readonly isDrain: boolean;
  /** The job itself. */
  readonly handle: (n: number) => Promise<void>;
};

/** Workers that are connected and have not begun. */
export interface Crew {
  start(): void;
  /** True when the system holds no trace of work any more. */
  isDrained(): Promise<boolean>;
  /** Other processes have committed these, as a ledger that all share would say. */
  noteCommitted(numbers: readonly number[]): void;
  stop(): Promise<void>;
}

/** All that a system has to bring. Each method may be called several times, for queues of different names. */
export interface Adapter {
  openProducer(queue: string): Promise<Producer>;
  openCrew(options: WorkOptions): Promise<Crew>;
}

/** Milliseconds of the machine's monotonic clock, the same in every process and in Python. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const FIRST_MS = 0x19a_0000_0000;

/** Ids in the form of UUIDv7, in order, made from a job's number, so that both sides know them. */
export function idOf(n: number): string {
  const ms = (FIRST_MS + n).toString(16).padStart(12, "0");
  const random = ((n * 2_654_435_761) % 0x1000).toString(16).padStart(3, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${random}-8${random}-${n.toString(16).padStart(12, "0")}`;
}

export function numberOf(id: string): number {
  return Number.parseInt(id.slice(24), 16);
}

const note = "a photo of a left palm taken by a window, to be read in English for a guest; ";

/** JSON of 200 bytes, whatever the number. */
export function payloadOf(job: BenchJob): { n: number; id: string; user: string; note: string } {
  const payload = { n: job.n, id: job.id, user: job.user, note: "" };
  const missing = 200 - JSON.stringify(payload).length;
  return { ...payload, note: note.repeat(3).slice(0, missing) };
}
