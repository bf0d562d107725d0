/**
 * Counts by size: bucket `b` holds durations of less than `bucketLimitMs(b)` and not less than the limit before. Limits
 * grow by a factor of √2, so a quantile is at most 41 % above the truth, and all of a week fits into 59 numbers.
 */
export type Histogram = { readonly buckets: ReadonlyMap<number, number>; readonly sumMs: number };

export const emptyHistogram: Histogram = { buckets: new Map(), sumMs: 0 };

/** The bucket of a duration, 0 for less than a millisecond. */
export function bucketOf(ms: number): number {
  return ms < 1 ? 0 : Math.min(60, Math.floor(2 * Math.log2(ms)) + 1);
}

/** Where a bucket ends, milliseconds. */
export function bucketLimitMs(bucket: number): number {
  return 2 ** (bucket / 2);
}

export function countOf({ buckets }: Histogram): number {
  let count = 0;
  for (const inBucket of buckets.values()) count += inBucket;
  return count;
}

export function addHistograms(histograms: readonly Histogram[]): Histogram {
  const buckets = new Map<number, number>();
  let sumMs = 0;
  for (const histogram of histograms) {
    sumMs += histogram.sumMs;
    for (const [bucket, count] of histogram.buckets) {
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
    }
  }
  return { buckets, sumMs };
}

/** The duration that the share `q` (0…1) stayed under, milliseconds, as the limit of its bucket; null when nothing was counted. */
export function quantileMs(histogram: Histogram, q: number): number | null {
  const wanted = q * countOf(histogram);
  if (wanted === 0) return null;
  let seen = 0;
  for (const bucket of [...histogram.buckets.keys()].sort((a, b) => a - b)) {
    seen += histogram.buckets.get(bucket) ?? 0;
    if (seen >= wanted) return bucketLimitMs(bucket);
  }
  return null;
}
