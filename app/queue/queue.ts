import type { Redis } from "ioredis";
import type { JobId, Json } from "./define-job.ts";
import { keyPrefix } from "./keys.ts";
import { withScripts } from "./scripts.ts";

export type Phase = "waiting" | "delayed" | "ready" | "done" | "dead" | "cancelled";

const livePhases: ReadonlySet<string> = new Set(["waiting", "delayed", "ready"]);

/** True while the queue will bring the job to a worker by itself. */
export function isLive(phase: Phase | undefined): boolean {
  return phase !== undefined && livePhases.has(phase);
}

export type Ticket = {
  readonly phase: Phase;
  readonly attempts: number;
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

/** Schedules jobs. Knows their ids and whose they are, nothing else. */
export interface Queue {
  readonly name: string;
  readonly prefix: string;
  /**
   * Makes sure that a job is scheduled; twice is the same as once.
   *
   * @param options.force schedules also a job that Redis thinks finished, because the ledger says it is not
   */
  enqueue(
    id: JobId,
    options: {
      readonly user: string;
      readonly cost?: number;
      readonly delayMs?: number;
      readonly force?: boolean;
    },
  ): Promise<{ readonly accepted: boolean; readonly phase: Phase }>;
  /** Ends a job that nobody runs; asks the worker of one that is running. Answers the phase before. */
  cancel(id: JobId): Promise<Phase | "absent">;
  /** Takes every trace of a job out of Redis, its events included; a worker that runs it is told to stop. */
  forget(id: JobId): Promise<void>;
  /** Forgets where a user stands in the fair order. */
  forgetUser(user: string): Promise<void>;
  inspect(id: JobId): Promise<Ticket | undefined>;
  /** The phases of many jobs in one round trip; undefined for those that Redis does not know. */
  listPhases(ids: readonly JobId[]): Promise<readonly (Phase | undefined)[]>;
  readStats(): Promise<QueueStats>;
}

export function createQueue(options: {
  readonly redis: Redis;
  readonly name: string;
  readonly prefix?: string;
}): Queue {
  const { name, prefix = "hr" } = options;
  const redis = withScripts(options.redis);
  const keys = keyPrefix(prefix, name);
  const jobKey = (id: JobId) => `${keys}j:${id}`;

  return {
    name,
    prefix,

    async enqueue(id, { user, cost = 1, delayMs = 0, force = false }) {
      const [accepted, phase] = await redis.hrEnqueue(
        keys,
        id,
        user,
        cost,
        Math.max(0, Math.round(delayMs)),
        force ? 1 : 0,
      );
      return { accepted: accepted === 1, phase: phase as Phase };
    },

    async cancel(id) {
      return (await redis.hrCancel(keys, id)) as Phase | "absent";
    },

    async forget(id) {
      await redis.hrForget(keys, id);
    },

    async forgetUser(user) {
      await redis.zrem(`${keys}fair`, user);
    },

    async inspect(id) {
      const [fields, rank] = await Promise.all([
        redis.hmget(jobKey(id), "s", "n", "x", "p"),
        redis.zrank(`${keys}wait`, id),
      ]);
      const [phase, attempts, crashes, progress] = fields;
      if (!phase) return undefined;
      return {
        phase: phase as Phase,
        attempts: Number(attempts),
        crashes: Number(crashes),
        progress: progress ? (JSON.parse(progress) as Json) : undefined,
        position: rank,
      };
    },

    async listPhases(ids) {
      if (ids.length === 0) return [];
      const pipeline = redis.pipeline();
      for (const id of ids) pipeline.hget(jobKey(id), "s");
      const answers = (await pipeline.exec()) ?? [];
      return answers.map(([error, phase]) => {
        if (error) throw error;
        return (phase as Phase | null) ?? undefined;
      });
    },

    async readStats() {
      const [waiting, delayed, ready, pending, dead] = await Promise.all([
        redis.zcard(`${keys}wait`),
        redis.zcard(`${keys}delay`),
        redis.xlen(`${keys}ready`),
        redis.xpending(`${keys}ready`, "workers").catch(() => [0]),
        redis.xlen(`${keys}dead`),
      ]);
      const inFlight = Number(pending[0] ?? 0);
      return { waiting, delayed, undelivered: ready - inFlight, inFlight, dead };
    },
  };
}
