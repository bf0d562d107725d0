/** Requests × this + tokens: both numbers of a slice in one, exact up to 2 million requests and 2 billion tokens. */
const UNIT = 2 ** 32;

/**
 * What this process itself has sent within the window, by slice of Redis' time. The limiter's ledger in Redis is the
 * sum of these; when it is lost, each process brings its own part back.
 */
export function createSentCalls(slices: number) {
  const amounts = new Map<number, number>();
  let newest = 0;

  return {
    add(slot: number, requests: number, tokens: number): void {
      newest = Math.max(newest, slot);
      if (slot <= newest - slices) return;
      amounts.set(slot, (amounts.get(slot) ?? 0) + requests * UNIT + tokens);
      for (const old of amounts.keys()) if (old <= newest - slices) amounts.delete(old);
    },
    /** As the join script takes them: slot, amount, slot, amount, … */
    toArguments(): number[] {
      return [...amounts].flat();
    },
  };
}
