import { bucketOf } from "./histogram.ts";
import type { Outcome } from "./run-job.ts";

export type Tally = {
  countStart(waitedMs: number): void;
  countEnd(how: Outcome["how"], ranMs: number): void;
  /** Everything since the last time, as [field, amount, field, amount, …] of the minute's hash. */
  take(): (string | number)[];
  /** Puts back what could not be delivered. */
  putBack(counters: readonly (string | number)[]): void;
};

/** What a dead job is counted as, the script that buries it knows; nobody counts what was taken away from them. */
const fieldOf: Partial<Record<Outcome["how"], string>> = {
  done: "done",
  cancelled: "cancelled",
  retry: "retried",
  defer: "deferred",
  release: "released",
};

/** Counts what a worker does between two beats, so that counting costs Redis a few words in five seconds. */
export function createTally(): Tally {
  let counters = new Map<string, number>();
  const add = (field: string, amount: number) => {
    counters.set(field, (counters.get(field) ?? 0) + amount);
  };
  const addDuration = (name: "waited" | "ran", ms: number) => {
    add(`${name}:${bucketOf(ms)}`, 1);
    add(`${name}Ms`, Math.round(ms));
  };

  return {
    countStart: (waitedMs) => addDuration("waited", waitedMs),
    countEnd(how, ranMs) {
      const field = fieldOf[how];
      if (field !== undefined) add(field, 1);
      addDuration("ran", ranMs);
    },
    take() {
      const taken = [...counters].filter(([, amount]) => amount > 0).flat();
      counters = new Map();
      return taken;
    },
    putBack(taken) {
      for (let index = 0; index < taken.length; index += 2) {
        add(String(taken[index]), Number(taken[index + 1]));
      }
    },
  };
}
