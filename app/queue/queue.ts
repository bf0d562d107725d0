import type { Redis } from "ioredis";
import { createBatcher } from "./batcher.ts";
import type { JobId, Json } from "./define-job.ts";
import { parseJobState } from "./job-state.ts";
import { keyPrefix } from "./keys.ts";
import { withScripts } from "./scripts.ts";

/** Jobs that are done or cancelled are not among them: Redis forgets those, the ledger knows. */
export type Phase = "waiting" | "delayed" | "ready" | "dead";

const livePhases: ReadonlySet<string> = new Set(["waiting", "delayed", "ready"]);

/** True while the queue will bring the job to a worker by itself. */
export function isLive(phase: Phase | undefined): boolean {
  return phase !== undefined && livePhases.has(phase);
}

export type Ticket = {
  readonly phase: Phase;
  /** Runs that have failed. */
  readonly attempts: number;
  /** Workers that died with it. */
  readonly crashes: number;
  /** What the job's handler said last. */
  readonly progress: Json | undefined;
  /** How many jobs stand before this one; null when it is not waiting in line. */
  readonly position: number | null;
};

export type QueueStats = {
  readonly waiting: number;
  readonly delayed: number;
  readonly undelivered: number;
  readonly inFlight: number;
  readonly dead: number;
};

export type NewJob = {
  readonly id: JobId;
  /** Whose share of the workers it takes. */
  readonly user: string;
  /** How much of that share, 1 unless said otherwise. */
  readonly cost?: number;
  readonly delayMs?: number;
  /** Schedules also a job that the queue has given up, because the ledger says it is to be tried again. */
  readonly force?: boolean;
};

export type Enqueued = { readonly accepted: boolean; readonly phase: Phase };

/** Schedules jobs. Knows their ids and whose they are, nothing else. */
export interface Queue {
  readonly name: string;
  readonly prefix: string;
  /**
   * Makes sure that a job is scheduled; twice is the same as once. What is enqueued within one turn of the event loop
   * travels as one command.
   */
  enqueue(id: JobId, options: Omit<NewJob, "id">): Promise<Enqueued>;
  /** The same for many, in their order. */
  enqueueMany(jobs: readonly NewJob[]): Promise<readonly Enqueued[]>;
  /** Ends a job that nobody runs; asks the worker of one that is running. Answers the phase before. */
  cancel(id: JobId): Promise<Phase | "absent">;
  /** Takes every trace of these jobs out of Redis, their events included; a worker that runs one is told to stop. */
  forget(ids: readonly JobId[]): Promise<void>;
  /** Forgets where a user stands in the fair order. */
  forgetUser(user: string): Promise<void>;
  inspect(id: JobId): Promise<Ticket | undefined>;
  /** Where many jobs really are, in one round trip; undefined for those that Redis does not have. */
  listPhases(ids: readonly JobId[]): Promise<readonly (Phase | undefined)[]>;
  readStats(): Promise<QueueStats>;
}

/** What one script call takes. It holds up Redis for about a millisecond, and one event names as many jobs. */
const MOST_AT_ONCE = 100;

export function createQueue(options: {
  readonly redis: Redis;
  readonly name: string;
  readonly prefix?: string;
}): Queue {
  const { name, prefix = "hr" } = options;
  const redis = withScripts(options.redis);
  const keys = keyPrefix(prefix, name);

  const send = (force: 0 | 1) =>
    createBatcher<NewJob, Enqueued>({
      maxSize: MOST_AT_ONCE,
      async send(jobs) {
        const args: (string | number)[] = [];
        for (const { id, user, cost = 1, delayMs = 0 } of jobs) {
          args.push(id, user, cost, Math.max(0, Math.round(delayMs)));
        }
        const answer = await redis.hrEnqueue(keys, force, ...args);
        return jobs.map((_, index) => ({
          accepted: answer[2 * index] === 1,
          phase: answer[2 * index + 1] as Phase,
        }));
      },
    });
  const [plain, forced] = [send(0), send(1)];
  const schedule = (job: NewJob) => (job.force === true ? forced : plain).add(job);

  return {
    name,
    prefix,

    enqueue: (id, options) => schedule({ id, ...options }),

    enqueueMany: (jobs) => Promise.all(jobs.map(schedule)),

    async cancel(id) {
      return (await redis.hrCancel(keys, id)) as Phase | "absent";
    },

    async forget(ids) {
      for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
        await redis.hrForget(keys, ...ids.slice(from, from + MOST_AT_ONCE));
      }
    },

    async forgetUser(user) {
      await redis.zrem(`${keys}fair`, user);
    },

    async inspect(id) {
      const [line, rank, due, progress, died] = await Promise.all([
        redis.hget(`${keys}jobs`, id),
        redis.zrank(`${keys}wait`, id),
        redis.zscore(`${keys}delay`, id),
        redis.hget(`${keys}progress`, id),
        redis.zscore(`${keys}dead`, id),
      ]);
      const state = parseJobState(line);
      if (!state && died === null) return undefined;
      const live: Phase = rank !== null ? "waiting" : due !== null ? "delayed" : "ready";
      return {
        phase: state ? live : "dead",
        attempts: state?.failures ?? 0,
        crashes: state?.crashes ?? 0,
        progress: progress === null ? undefined : (JSON.parse(progress) as Json),
        position: rank,
      };
    },

    async listPhases(ids) {
      if (ids.length === 0) return [];
      const phases = await redis.hrPhases(keys, ...ids);
      return phases.map((phase) => (phase === "absent" ? undefined : (phase as Phase)));
    },

    async readStats() {
      const [waiting, delayed, ready, pending, dead] = await Promise.all([
        redis.zcard(`${keys}wait`),
        redis.zcard(`${keys}delay`),
        redis.xlen(`${keys}ready`),
        redis.xpending(`${keys}ready`, "workers").catch(() => [0]),
        redis.zcard(`${keys}dead`),
      ]);
      const inFlight = Number(pending[0] ?? 0);
      return { waiting, delayed, undelivered: Math.max(0, ready - inFlight), inFlight, dead };
    },
  };
}
