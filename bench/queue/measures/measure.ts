import type { BenchRedis, Reading } from "../bench-redis.ts";
import type { Driver } from "../driver.ts";
import type { System } from "../systems.ts";

/** What a measure has to work with: a system with a Redis, a process that sends and one that works. */
export type Stage = {
  readonly system: System;
  readonly redis: BenchRedis;
  readonly producer: Driver;
  readonly worker: Driver;
  readonly random: () => number;
  /** What the sizes are multiplied with. */
  readonly scale: number;
  /** Seconds of each rate in one round. */
  readonly latencySeconds: number;
  readonly rates: readonly number[];
};

/** One number a key; what a key means stands in report/rows.ts. */
export type Figures = Record<string, number>;

export type Taken = {
  readonly figures: Figures;
  /** Single values that the rounds are to be pooled from. */
  readonly samples?: Readonly<Record<string, readonly number[]>>;
};

let queues = 0;

/** Names of one length, so that none costs more than another. */
export function nextQueue(): string {
  queues += 1;
  return `bench-${String(queues).padStart(4, "0")}`;
}

export function scaled({ scale }: Stage, count: number): number {
  return Math.max(10, Math.round(count * scale));
}

/** What one job has cost between two readings, under a name. */
export function costsOf(
  name: string,
  count: number,
  [before, after]: readonly [Reading, Reading],
  client: { readonly cpuMs: number; readonly calls?: number },
): Figures {
  const commands = (after.commands - before.commands) / count;
  return {
    [`${name}.clientCpu`]: (1_000 * client.cpuMs) / count,
    [`${name}.redisCpu`]: (1_000 * (after.cpuMs - before.cpuMs)) / count,
    [`${name}.bytes`]: (after.bytesIn - before.bytesIn) / count,
    [`${name}.commands`]: commands,
    // Who does not count them uses no scripts: every command is a call.
    [`${name}.calls`]: client.calls === undefined ? commands : client.calls / count,
  };
}
