import { type LineKey, lineKeys } from "../../palm/palm-lines.ts";
import { type Hand, hands } from "../../photos/photo.ts";
import type { Language, Report } from "../reading.ts";
import { lineRulesOf } from "./line-rules.ts";
import type { LineTrait, SeenLine } from "./line-traits.ts";
import type { HandsRead } from "./read-hands.ts";
import { type ComparedTrait, reportRulesOf } from "./report-rules.ts";
import { say, type Saying, textOf } from "./saying.ts";
import { aspectsOf } from "./traits.ts";

/**
 * One thing in which two hands are compared, from one end to the other. The same step is alike; only steps with
 * another one between them differ, since a hair's breadth parts neighbours.
 */
type Scale<Trait> = readonly (Trait | null)[];

/** How thumb and fingers are held is another thing in every photo. */
const shapeScales = {
  palm: ["palm_square", "palm_between", "palm_long"],
  fingers: ["fingers_short", "fingers_between", "fingers_long"],
  lead: ["ring_longer", "index_ring_equal", "index_longer"],
} as const satisfies Record<string, Scale<ComparedTrait>>;

/**
 * What is on no scale, or has no neighbour but one, is told as alike at most: how far a line can be followed, and a gap,
 * depend on the photo.
 */
const lineScales: Record<LineKey, readonly Scale<LineTrait>[]> = {
  heart: [
    ["heart_straight", "heart_gentle", "heart_curved"],
    ["heart_ends_ring", "heart_ends_middle", "heart_ends_between", "heart_ends_index"],
    ["heart_broken"],
    ["heart_short", null, "heart_long"],
  ],
  head: [
    ["head_joined", "head_near", "head_apart"],
    ["head_straight", "head_gentle", "head_sloping"],
    ["head_broken"],
    ["head_short", null, "head_long"],
  ],
  life: [["life_narrow", "life_even", "life_wide"], ["life_to_wrist"], ["life_broken"]],
  fate: [
    ["fate_from_moon", "fate_from_wrist", "fate_from_life"],
    ["fate_from_palm"],
    ["fate_to_finger"],
    ["fate_broken"],
  ],
};

/** More would make a list of a sentence. */
const MOST_SHARED = 3;

export type ComposedComparison = {
  readonly comparison: Report["comparison"];
  readonly sayings: readonly Saying[];
  /** What the two hands are to each other; null where that cannot be said. */
  readonly outcome: "alike" | "unlike" | null;
};

type Found = { readonly similarities: Saying[]; readonly differences: Saying[] };

/** Left hand beside right hand, in whatever was found on both: shape, fingers, and each line. */
export function compareHands(read: HandsRead, language: Language): ComposedComparison {
  const similarities: Saying[] = [];
  const differences: Saying[] = [];
  const { comparison: rules } = reportRulesOf(language);
  const isCompared = [
    compareShapes(read, language, { similarities, differences }),
    compareLines(read, language, { similarities, differences }),
  ].includes(true);
  const outcome = differences.length > 0 ? "unlike" : similarities.length > 0 ? "alike" : null;
  if (isCompared && !outcome) similarities.push(say(rules.near));
  const onOne = linesOnOneHand(read, language);
  if (!isCompared && onOne.length === 0) {
    return {
      comparison: { available: false, similarities: [], differences: [], meaning: null },
      sayings: [],
      outcome: null,
    };
  }
  const writing = read.writingHand ?? "unsaid";
  const meaning = [
    say(rules.custom[writing], `writing_${writing}`),
    say(rules.olderCustom, "older_custom"),
    ...(outcome ? [say(rules[outcome], `hands_${outcome}`)] : []),
  ];
  return {
    comparison: {
      available: true,
      similarities: similarities.map(({ text }) => text),
      differences: [...differences.map(({ text }) => text), ...onOne],
      meaning: textOf(meaning),
    },
    sayings: [...similarities, ...differences, ...meaning],
    outcome,
  };
}

/** @returns whether there was anything to compare */
function compareShapes(
  { measures }: HandsRead,
  language: Language,
  { similarities, differences }: Found,
): boolean {
  if (!measures.left || !measures.right) return false;
  const { comparison: rules } = reportRulesOf(language);
  const aspects = { left: aspectsOf(measures.left), right: aspectsOf(measures.right) };
  for (const aspect of ["palm", "fingers", "lead"] as const) {
    const left = aspects.left[aspect];
    const right = aspects.right[aspect];
    if (left === right) similarities.push(say(rules.similar(left), left));
    else if (isFarApart(shapeScales[aspect], left, right)) {
      differences.push(say(rules.different({ left, right }), left, right));
    }
  }
  return true;
}

/**
 * One sentence for what a line shares, and one for the most telling thing in which it differs.
 *
 * @returns whether a line was seen on both hands
 */
function compareLines(
  { lines }: HandsRead,
  language: Language,
  { similarities, differences }: Found,
): boolean {
  const rules = lineRulesOf(language);
  let isCompared = false;
  for (const key of lineKeys) {
    const left = lines.left?.[key];
    const right = lines.right?.[key];
    if (!left || !right) continue;
    isCompared = true;
    const name = rules.names[key];
    const seen = (trait: LineTrait) => rules.traits[trait].seen;
    const { shared, apart } = compareLine(lineScales[key], left, right);
    if (shared.length > 0) similarities.push(say(rules.similar(name, shared.map(seen)), ...shared));
    if (apart) {
      const text = rules.different(name, { left: seen(apart.left), right: seen(apart.right) });
      differences.push(say(text, apart.left, apart.right));
    }
  }
  return isCompared;
}

/** Scale by scale, where both hands have a step on it: of what one hand does not show, nothing is known. */
function compareLine(
  scales: readonly Scale<LineTrait>[],
  left: SeenLine<object>,
  right: SeenLine<object>,
): { shared: LineTrait[]; apart: Record<Hand, LineTrait> | undefined } {
  const shared: LineTrait[] = [];
  let apart: Record<Hand, LineTrait> | undefined;
  for (const scale of scales) {
    const onLeft = left.traits.find((trait) => scale.includes(trait));
    const onRight = right.traits.find((trait) => scale.includes(trait));
    if (!onLeft || !onRight) continue;
    if (onLeft === onRight) shared.push(onLeft);
    else if (
      isFarApart(scale, onLeft, onRight) &&
      !mayFade(onLeft, left) &&
      !mayFade(onRight, right)
    ) {
      apart ??= { left: onLeft, right: onRight };
    }
  }
  return { shared: shared.slice(0, MOST_SHARED), apart };
}

function isFarApart<Trait>(scale: Scale<Trait>, one: Trait, other: Trait): boolean {
  return Math.abs(scale.indexOf(one) - scale.indexOf(other)) > 1;
}

/** A faint line may go on beyond the place where it seems to end. */
function mayFade(trait: LineTrait, { grade }: SeenLine<object>): boolean {
  return grade === "faint" && trait.startsWith("heart_ends");
}

/** Not a difference of the hands: the photos may be the reason. */
function linesOnOneHand({ lines }: HandsRead, language: Language): string[] {
  if (!lines.left || !lines.right) return [];
  const rules = lineRulesOf(language);
  const only: Record<Hand, string[]> = { left: [], right: [] };
  for (const key of lineKeys) {
    if (lines.left[key] && !lines.right[key]) only.left.push(rules.names[key]);
    if (lines.right[key] && !lines.left[key]) only.right.push(rules.names[key]);
  }
  return hands
    .filter((hand) => only[hand].length > 0)
    .map((hand) => rules.onlyOn[hand](only[hand]));
}
