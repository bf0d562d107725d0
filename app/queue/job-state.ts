/** What Redis keeps of a job that is not finished (lua/prelude.ts). */
export type JobState = {
  readonly cost: number;
  /** Runs that have failed. */
  readonly failures: number;
  /** Workers that died with it. */
  readonly crashes: number;
  readonly enqueuedMs: number;
  readonly user: string;
};

/** Undefined for what is no such line. */
export function parseJobState(line: string | null | undefined): JobState | undefined {
  const words = line?.split(" ") ?? [];
  const [cost, failures, crashes, enqueuedMs] = words;
  if (enqueuedMs === undefined) return undefined;
  return {
    cost: Number(cost),
    failures: Number(failures),
    crashes: Number(crashes),
    enqueuedMs: Number(enqueuedMs),
    // The user is last because it may hold spaces of its own.
    user: words.slice(4).join(" "),
  };
}
