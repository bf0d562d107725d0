/** How often and how long, milliseconds. */
export type Timings = {
  /** Between two beats, which renew what a worker holds. */
  readonly beatMs: number;
  /** What nobody has renewed for so long is taken away from its worker. At least four beats. */
  readonly idleMs: number;
  /** Between two looks for such jobs. */
  readonly reapMs: number;
  /** How long one blocking read waits at most. */
  readonly blockMs: number;
  /** How much longer it may take before its connection is made anew. */
  readonly watchdogMs: number;
  /** Between two comparisons of the ledger with Redis. */
  readonly sweepMs: number;
  /** Between two extensions of the leases in the ledger. At most a third of a lease. */
  readonly renewMs: number;
  /** On shutdown: how long runs may go on by themselves, */
  readonly graceMs: number;
  /** and how long they have after they were told to stop. */
  readonly abortGraceMs: number;
};

export const defaultTimings: Timings = {
  beatMs: 5_000,
  idleMs: 30_000,
  reapMs: 10_000,
  blockMs: 10_000,
  watchdogMs: 2_000,
  sweepMs: 5_000,
  renewMs: 20_000,
  graceMs: 35_000,
  abortGraceMs: 5_000,
};

/**
 * The default timings, all that decide how soon a loss is noticed made shorter by the same factor. What a slow answer
 * of Redis and an orderly stop need stays as it is.
 */
export function scaleTimings(factor: number): Timings {
  const scaled = (ms: number) => Math.round(ms * factor);
  return {
    ...defaultTimings,
    beatMs: scaled(defaultTimings.beatMs),
    idleMs: scaled(defaultTimings.idleMs),
    reapMs: scaled(defaultTimings.reapMs),
    blockMs: scaled(defaultTimings.blockMs),
    sweepMs: scaled(defaultTimings.sweepMs),
    renewMs: scaled(defaultTimings.renewMs),
  };
}
