import type { Redis } from "ioredis";
import { beatScript } from "./lua/beat.ts";
import { cancelScript } from "./lua/cancel.ts";
import { claimAwayScript } from "./lua/claim-away.ts";
import { controlScript } from "./lua/control.ts";
import { enqueueScript } from "./lua/enqueue.ts";
import { floorScript } from "./lua/floor.ts";
import { forgetScript } from "./lua/forget.ts";
import { leaveScript } from "./lua/leave.ts";
import { phasesScript } from "./lua/phases.ts";
import { progressScript } from "./lua/progress.ts";
import { promoteScript } from "./lua/promote.ts";
import { reapScript } from "./lua/reap.ts";
import { removeWorkerScript } from "./lua/remove-worker.ts";
import { settleScript } from "./lua/settle.ts";

/** One stream entry as scripts return it: id, then field, value, field, value, … */
export type RawEntry = readonly [entry: string, fields: readonly string[]];

type Argument = string | number;

/** The scripts as commands of a client; the first argument is the queue's key prefix. What each takes and answers stands in its file. */
export type ScriptedRedis = Redis & {
  hrEnqueue(prefix: string, force: 0 | 1, ...jobs: Argument[]): Promise<(0 | 1 | string)[]>;
  hrSettle(
    prefix: string,
    worker: string,
    want: number,
    done: number,
    ...endings: Argument[]
  ): Promise<[nextMs: number, taken: RawEntry[]]>;
  hrBeat(
    prefix: string,
    worker: string,
    slots: number,
    strayMs: number,
    countsNumber: number,
    counters: number,
    ...countersAndHeld: Argument[]
  ): Promise<[nextMs: number, strays: number, lost: string[], cancelled: string[]]>;
  hrReap(
    prefix: string,
    idleMs: number,
    crashes: number,
    worker: string,
  ): Promise<[requeued: number, buried: string[], forgotten: number, nextMs: number]>;
  hrPhases(prefix: string, ...ids: string[]): Promise<string[]>;
  hrCancel(prefix: string, id: string): Promise<string>;
  hrForget(prefix: string, ...ids: string[]): Promise<null>;
  hrProgress(
    prefix: string,
    worker: string,
    entry: string,
    id: string,
    json: string,
  ): Promise<0 | 1>;
  hrFloor(prefix: string, ms: number, seq: number): Promise<string>;
  hrLeave(prefix: string, worker: string): Promise<0 | 1>;
  hrControl(prefix: string, what: "pause" | "resume" | "gate", ms: number): Promise<number>;
  hrPromote(prefix: string, id: string): Promise<0 | 1>;
  hrClaimAway(prefix: string, id: string): Promise<0 | 1>;
  hrRemoveWorker(prefix: string, worker: string, aliveMs: number): Promise<0 | 1>;
};

const scripts = {
  hrBeat: beatScript,
  hrCancel: cancelScript,
  hrClaimAway: claimAwayScript,
  hrControl: controlScript,
  hrEnqueue: enqueueScript,
  hrFloor: floorScript,
  hrForget: forgetScript,
  hrLeave: leaveScript,
  hrPhases: phasesScript,
  hrProgress: progressScript,
  hrPromote: promoteScript,
  hrReap: reapScript,
  hrRemoveWorker: removeWorkerScript,
  hrSettle: settleScript,
};

/** Teaches a client the queue's scripts. Doing it twice changes nothing. */
export function withScripts(redis: Redis): ScriptedRedis {
  for (const [name, script] of Object.entries(scripts)) redis.defineCommand(name, script);
  return redis as ScriptedRedis;
}
