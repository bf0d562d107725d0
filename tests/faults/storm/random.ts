/** Chance that can be had again: the same seed gives the same numbers. */
export type Random = {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<One>(list: readonly One[]): One;
  shuffled<One>(list: readonly One[]): One[];
};

/** Mulberry32: small, quick, and good enough to choose a disaster. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick<One>(list: readonly One[]): One {
      if (list.length === 0) throw new Error("nothing to pick from");
      return list[between(0, list.length - 1)] as One;
    },
    shuffled(list) {
      const rest = [...list];
      return list.map(
        () => rest.splice(between(0, rest.length - 1), 1)[0] as (typeof rest)[number],
      );
    },
  };
}
