import type { HandMeasures } from "../../palm/hand-measures.ts";
import { type LineKey, lineKeys } from "../../palm/palm-lines.ts";
import { type Hand, hands } from "../../photos/photo.ts";
import type { WritingHand } from "../reading.ts";
import { isClosed, type ReadablePalm } from "../seen-palm.ts";
import { type SeenLines, seenLinesOf } from "./line-traits.ts";
import { type Aspects, aspectsOf, type Element, elementOf, traitsOf } from "./traits.ts";

/** All that the photos of one request come to, before any of it is put into words. */
export type HandsRead = {
  /** The palm whose shape and fingers are told of. */
  readonly main: Hand;
  readonly seen: readonly Hand[];
  readonly writingHand: WritingHand | null;
  /** Of the main hand; null when its fingers were not measured. */
  readonly shape: { readonly aspects: Aspects; readonly element: Element | null } | null;
  readonly isClosed: boolean;
  /** The main photo has no weakness. */
  readonly isGoodPhoto: boolean;
  readonly measures: Partial<Record<Hand, HandMeasures>>;
  /** By hand; none of a hand whose lines could not be looked for. */
  readonly lines: Partial<Record<Hand, SeenLines>>;
};

/** The palm that tells most comes first; of two equals the writing hand, else the left one. */
export function readHands(
  readable: readonly [ReadablePalm, ...ReadablePalm[]],
  writingHand: WritingHand | null,
): HandsRead {
  const worth = ({ hand, sight }: ReadablePalm) =>
    (sight.measures ? 2 : 0) + (hand === writingHand ? 1 : 0);
  const [main = readable[0]] = [...readable].sort((one, other) => worth(other) - worth(one));

  const { measures, notes } = main.sight;
  const of = <Value>(valueOf: (sight: ReadablePalm["sight"]) => Value | null) =>
    Object.fromEntries(
      readable.flatMap(({ hand, sight }) => {
        const value = valueOf(sight);
        return value === null ? [] : [[hand, value]];
      }),
    ) as Partial<Record<Hand, Value>>;
  return {
    main: main.hand,
    seen: hands.filter((hand) => readable.some((palm) => palm.hand === hand)),
    writingHand,
    shape: measures && {
      aspects: aspectsOf(measures),
      element: elementOf(traitsOf(measures)) ?? null,
    },
    isClosed: isClosed(main.sight),
    isGoodPhoto: notes.length === 0,
    measures: of((sight) => sight.measures),
    lines: of((sight) => sight.lines && seenLinesOf(sight.lines)),
  };
}

/** A line and the hand that it is told of: where it is clearer, else the hand that writes, else the main one. */
export type ToldLine<Key extends LineKey> = {
  readonly hand: Hand;
  readonly line: NonNullable<SeenLines[Key]>;
};

export type ToldLines = { readonly [Key in LineKey]: ToldLine<Key> | null };

export function toldLinesOf(read: HandsRead): ToldLines {
  const told = <Key extends LineKey>(key: Key): ToldLine<Key> | null => {
    const found = read.seen.flatMap((hand): ToldLine<Key>[] => {
      const line = read.lines[hand]?.[key];
      return line ? [{ hand, line }] : [];
    });
    const worth = ({ hand, line }: ToldLine<Key>) =>
      (line.grade === "clear" ? 4 : 0) +
      (hand === read.writingHand ? 2 : 0) +
      (hand === read.main ? 1 : 0);
    return found.sort((one, other) => worth(other) - worth(one))[0] ?? null;
  };
  return { heart: told("heart"), head: told("head"), life: told("life"), fate: told("fate") };
}

/** Lines that were seen on no hand. */
export function unseenLines(told: ToldLines): LineKey[] {
  return lineKeys.filter((key) => !told[key]);
}
