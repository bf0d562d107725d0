/**
 * A strip along a line: at each of its steps there are `offsets` places across, and from one step to the next a path
 * may shift by up to `reach` places to either side.
 */
export type Strip = {
  readonly steps: number;
  readonly offsets: number;
  readonly reach: number;
  /** Gain of arriving at a place with a shift, for each step, offset and shift (−reach first). */
  readonly gains: Float32Array;
};

/** Used again and again: there are thousands of strips in a search. */
let came = new Int8Array(0);
let before = new Float64Array(0);
let now = new Float64Array(0);

/** The path of the greatest sum of gains, as one offset for each step (Viterbi). */
export function findBestPath({ steps, offsets, reach, gains }: Strip): {
  readonly path: Int16Array;
  readonly gain: number;
} {
  const shifts = 2 * reach + 1;
  if (came.length < steps * offsets) came = new Int8Array(steps * offsets);
  if (before.length < offsets) {
    before = new Float64Array(offsets);
    now = new Float64Array(offsets);
  }
  for (let step = 0; step < steps; step += 1) {
    for (let offset = 0; offset < offsets; offset += 1) {
      const row = (step * offsets + offset) * shifts;
      let best = -Infinity;
      let bestShift = 0;
      if (step === 0) {
        best = gains[row + reach] ?? 0;
      } else {
        const least = Math.max(-reach, offset - offsets + 1);
        const most = Math.min(reach, offset);
        for (let shift = least; shift <= most; shift += 1) {
          const gain = (before[offset - shift] ?? 0) + (gains[row + shift + reach] ?? 0);
          if (gain > best) {
            best = gain;
            bestShift = shift;
          }
        }
      }
      now[offset] = best;
      came[step * offsets + offset] = bestShift;
    }
    [before, now] = [now, before];
  }

  const path = new Int16Array(steps);
  let offset = 0;
  for (let i = 1; i < offsets; i += 1) {
    if ((before[i] ?? 0) > (before[offset] ?? 0)) offset = i;
  }
  const gain = before[offset] ?? 0;
  for (let step = steps - 1; step >= 0; step -= 1) {
    path[step] = offset;
    offset -= came[step * offsets + offset] ?? 0;
  }
  return { path, gain };
}
