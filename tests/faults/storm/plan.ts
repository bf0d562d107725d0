import { createRandom } from "./random.ts";

/** One analysis that somebody sends. */
export type Submission = {
  readonly atMs: number;
  readonly user: number;
  /** `web` over HTTP; `direct` through the use case; `unrung` the same by a web that dies before it rings. */
  readonly way: "web" | "direct" | "unrung";
  /** Taken back so long afterwards, if that is still possible then. */
  readonly cancelAfterMs: number | null;
  /** Followed by an event stream; only what came over the web can be. */
  readonly isFollowed: boolean;
};

export type PlannedFault<Name extends string = string> = {
  readonly atMs: number;
  readonly name: Name;
  /** Everything else about the fault is chance from this. */
  readonly seed: number;
};

export type StormPlan<Name extends string> = {
  readonly submissions: readonly Submission[];
  readonly faults: readonly PlannedFault<Name>[];
};

/** How many people send photos at once. */
export const USERS = 7;

/** Before this nothing is broken, so that every storm has something to break, milliseconds. */
const CALM_START_MS = 1_000;

/**
 * What a storm does and when, from its seed alone, so that a storm can be had again. All kinds of faults come equally
 * often: each is drawn once before any is drawn twice.
 */
export function planStorm<Name extends string>(options: {
  readonly seed: number;
  readonly durationMs: number;
  readonly faultNames: readonly Name[];
  readonly submissionEveryMs: number;
  readonly faultEveryMs: number;
}): StormPlan<Name> {
  const { seed, durationMs } = options;
  const load = createRandom(seed);
  const submissions: Submission[] = [];
  for (let atMs = 0; atMs < durationMs; atMs += load.between(1, 2 * options.submissionEveryMs)) {
    const way = load.pick(["web", "direct", "direct", "direct", "unrung"] as const);
    submissions.push({
      atMs,
      // The first sends far more than the others.
      user: load.chance(0.4) ? 0 : load.between(1, USERS - 1),
      way,
      cancelAfterMs: load.chance(0.1) ? load.between(0, 2_000) : null,
      isFollowed: way === "web" && load.chance(0.5),
    });
  }

  // A sequence of its own: with more load the same disasters happen.
  const fate = createRandom(seed + 1);
  const faults: PlannedFault<Name>[] = [];
  let bag: Name[] = [];
  for (
    let atMs = CALM_START_MS;
    atMs < durationMs;
    atMs += fate.between(options.faultEveryMs / 2, 1.5 * options.faultEveryMs)
  ) {
    if (bag.length === 0) bag = fate.shuffled(options.faultNames);
    const name = bag.pop() as Name;
    faults.push({ atMs, name, seed: fate.between(1, 2 ** 31) });
  }
  return { submissions, faults };
}
