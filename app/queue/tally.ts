import { bucketOf } from "./histogram.ts";
import type { Outcome } from "./run-job.ts";

export type Tally = {
  countStart(waitedMs: number): void;
  countEnd(how: Outcome["how"], ranMs: number): void;
  /**
   * What is to be delivered: the same again, under the same number, until it is confirmed. So it is counted once,
   * however often a beat is sent.
   */
  take(): Counts;
  confirm(number: number): void;
};

export type Counts = {
  readonly number: number;
  /** [field, amount, field, amount, …] of the minute's hash. */
  readonly counters: readonly (string | number)[];
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
  let underWay: Counts | undefined;
  let newest = 0;
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
      if (!underWay) {
        newest += 1;
        const counted = [...counters].filter(([, amount]) => amount > 0).flat();
        underWay = { number: newest, counters: counted };
        counters = new Map();
      }
      return underWay;
    },
    confirm(number) {
      if (underWay?.number === number) underWay = undefined;
    },
  };
}
