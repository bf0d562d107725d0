import type { Redis } from "ioredis";
import { beatScript } from "./lua/beat.ts";
import { cancelScript } from "./lua/cancel.ts";
import { enqueueScript } from "./lua/enqueue.ts";
import { floorScript } from "./lua/floor.ts";
import { forgetScript } from "./lua/forget.ts";
import { leaveScript } from "./lua/leave.ts";
import { progressScript } from "./lua/progress.ts";
import { reapScript } from "./lua/reap.ts";
import { settleScript } from "./lua/settle.ts";

/** One stream entry as scripts return it: id, then field, value, field, value, … */
export type RawEntry = readonly [entry: string, fields: readonly string[]];

type Argument = string | number;

/** The scripts as commands of a client; the first argument is the queue's key prefix. */
export type ScriptedRedis = Redis & {
  hrEnqueue(
    prefix: string,
    id: string,
    user: string,
    cost: number,
    delayMs: number,
    force: 0 | 1,
  ): Promise<[accepted: 0 | 1, phase: string]>;
  hrBeat(
    prefix: string,
    worker: string,
    slots: number,
    strayMs: number,
    ...held: Argument[]
  ): Promise<[nextMs: number, strays: number, lost: string[], cancelled: string[]]>;
  hrSettle(
    prefix: string,
    worker: string,
    entry: string,
    id: string,
    outcome: string,
    delayMs: number,
    error: string,
    ranMs: number,
    want: number,
  ): Promise<[mine: 0 | 1, nextMs: number, taken: RawEntry[]]>;
  hrReap(
    prefix: string,
    idleMs: number,
    crashes: number,
    worker: string,
  ): Promise<[requeued: number, buried: string[], forgotten: number, nextMs: number]>;
  hrCancel(prefix: string, id: string): Promise<string>;
  hrForget(prefix: string, id: string): Promise<null>;
  hrProgress(prefix: string, entry: string, id: string, json: string): Promise<0 | 1>;
  hrFloor(prefix: string, ms: number, seq: number): Promise<string>;
  hrLeave(prefix: string, worker: string): Promise<0 | 1>;
};

/** Teaches a client the queue's scripts. Doing it twice changes nothing. */
export function withScripts(redis: Redis): ScriptedRedis {
  redis.defineCommand("hrEnqueue", enqueueScript);
  redis.defineCommand("hrBeat", beatScript);
  redis.defineCommand("hrSettle", settleScript);
  redis.defineCommand("hrReap", reapScript);
  redis.defineCommand("hrCancel", cancelScript);
  redis.defineCommand("hrForget", forgetScript);
  redis.defineCommand("hrProgress", progressScript);
  redis.defineCommand("hrFloor", floorScript);
  redis.defineCommand("hrLeave", leaveScript);
  return redis as ScriptedRedis;
}
