import { type LineKey, lineKeys } from "../../palm/palm-lines.ts";
import type { Hand } from "../../photos/photo.ts";
import type { Language, Report } from "../reading.ts";
import { type LineRules, lineRulesOf, type NamedMount } from "./line-rules.ts";
import type { HeartEnd, LineTrait } from "./line-traits.ts";
import type { HandsRead, ToldLines } from "./read-hands.ts";
import { say, type Saying, textOf } from "./saying.ts";

/** More would make a list of a sentence. */
const MOST_TRAITS = 3;

type LineInReport = Report["lines"][number];
type LineOnHand = LineInReport["hands"][number];

/** What a report says of one line, and by which rules. */
export type ComposedLine = { readonly line: LineInReport; readonly sayings: readonly Saying[] };

/** Heart, head, life and fate line, those that were not seen among them; empty when no hand's lines were looked for. */
export function composeLines(read: HandsRead, told: ToldLines, language: Language): ComposedLine[] {
  const rules = lineRulesOf(language);
  const hands = read.seen.filter((hand) => read.lines[hand]);
  if (hands.length === 0 || lineKeys.every((key) => !told[key])) return [];
  return lineKeys.map((key) => {
    const sayings = meaningOf(key, read, told, rules);
    return {
      line: {
        key,
        hands: hands.map((hand, index) =>
          onHand(key, hand, read, { rules, earlier: hands.slice(0, index) }),
        ),
        meaning: textOf(sayings),
      },
      sayings,
    };
  });
}

function meaningOf(key: LineKey, read: HandsRead, told: ToldLines, rules: LineRules): Saying[] {
  const line = told[key];
  if (!line) return [say(rules.unseen[key], key === "fate" ? "fate_unseen" : "line_unseen")];
  const others = read.seen.flatMap((hand) =>
    hand === line.hand ? [] : (read.lines[hand]?.[key] ?? []),
  );
  return [
    say(rules.about[key], `about_${key}`),
    ...(others.some((other) => !isAlike(other.traits, line.line.traits))
      ? [say(rules.told(rules.names[key], line.hand))]
      : []),
    ...line.line.traits
      .slice(0, others.length > 0 ? 2 : MOST_TRAITS)
      .map((trait) => say(rules.traits[trait].says, trait)),
  ];
}

function onHand(
  key: LineKey,
  hand: Hand,
  read: HandsRead,
  { rules, earlier }: { readonly rules: LineRules; readonly earlier: readonly Hand[] },
): LineOnHand {
  const line = read.lines[hand]?.[key];
  if (!line) {
    return {
      side: hand,
      visibility: "not_visible",
      observed: "",
      features: [],
      starts_at: null,
      ends_at: null,
      confidence: "low",
    };
  }
  const { grade, traits, startsAt, endsAt } = line;
  const told = traits.slice(0, MOST_TRAITS);
  return {
    side: hand,
    visibility: grade === "faint" ? "faint" : traits.some(isGap) ? "broken" : "clear",
    observed: earlier.some((other) => isAlike(read.lines[other]?.[key]?.traits ?? [], traits))
      ? rules.sameHere(rules.names[key])
      : rules.observed(
          told.map((trait) => rules.traits[trait].seen),
          grade === "faint",
        ),
    features: told.flatMap((trait) => featuresOf[trait] ?? []),
    starts_at: startsAt && rules.places[startsAt],
    ends_at: endsAt && rules.places[endsAt],
    confidence: grade === "clear" ? "medium" : "low",
  };
}

const featuresOf: Partial<Record<LineTrait, LineOnHand["features"][number]>> = {
  heart_curved: "curved",
  heart_straight: "straight",
  heart_long: "long",
  heart_short: "short",
  head_straight: "straight",
  head_joined: "joined",
  head_apart: "separate",
  head_long: "long",
  head_short: "short",
};

export function isAlike(one: readonly LineTrait[], other: readonly LineTrait[]): boolean {
  return one.length === other.length && one.every((trait, index) => trait === other[index]);
}

function isGap(trait: LineTrait): boolean {
  return trait.endsWith("_broken");
}

/** Mounts that a seen line leads to or goes round. No photo shows their height, so no more is said than whose they are. */
export function composeMounts(
  told: ToldLines,
  language: Language,
): { readonly key: NamedMount; readonly saying: Saying }[] {
  const { mounts } = lineRulesOf(language);
  return mountsOf(told).map((key) => ({ key, saying: say(mounts[key], `mount_${key}`) }));
}

const heartMounts: Record<HeartEnd, NamedMount> = {
  heart_ends_index: "jupiter",
  heart_ends_between: "jupiter",
  heart_ends_middle: "saturn",
  heart_ends_ring: "sun",
};

function mountsOf({ heart, head, life, fate }: ToldLines): NamedMount[] {
  return [
    ...(heart?.line.ends ? [heartMounts[heart.line.ends]] : []),
    ...(life ? (["venus"] as const) : []),
    ...(head?.line.course === "head_sloping" || fate?.line.start === "fate_from_moon"
      ? (["moon"] as const)
      : []),
  ];
}
