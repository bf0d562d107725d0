import { lineKeys } from "../../palm/palm-lines.ts";
import { type Hand, hands } from "../../photos/photo.ts";
import type { Language, Report } from "../reading.ts";
import { lineRulesOf } from "./line-rules.ts";
import type { LineTrait } from "./line-traits.ts";
import type { HandsRead } from "./read-hands.ts";
import { reportRulesOf } from "./report-rules.ts";
import { say, type Saying, textOf } from "./saying.ts";
import { type Aspects, aspectsOf } from "./traits.ts";

/** How thumb and fingers are held is another thing in every photo. */
const compared = ["palm", "fingers", "lead"] as const satisfies readonly (keyof Aspects)[];

export type ComposedComparison = {
  readonly comparison: Report["comparison"];
  readonly sayings: readonly Saying[];
};

type Found = { readonly similarities: Saying[]; readonly differences: Saying[] };

/** Left hand beside right hand, in whatever was found on both: shape, fingers, and each line. */
export function compareHands(read: HandsRead, language: Language): ComposedComparison {
  const similarities: Saying[] = [];
  const differences: Saying[] = [];
  compareShapes(read, language, { similarities, differences });
  compareLines(read, language, { similarities, differences });
  const onOne = linesOnOneHand(read, language);
  if (similarities.length + differences.length + onOne.length === 0) {
    return {
      comparison: { available: false, similarities: [], differences: [], meaning: null },
      sayings: [],
    };
  }
  const { comparison: rules } = reportRulesOf(language);
  const writing = read.writingHand ?? "unsaid";
  const meaning = [
    say(rules.custom[writing], `writing_${writing}`),
    say(rules.olderCustom, "older_custom"),
    ...(differences.length > 0
      ? [say(rules.unlike, "hands_unlike")]
      : similarities.length > 0
        ? [say(rules.alike, "hands_alike")]
        : []),
  ];
  return {
    comparison: {
      available: true,
      similarities: similarities.map(({ text }) => text),
      differences: [...differences.map(({ text }) => text), ...onOne],
      meaning: textOf(meaning),
    },
    sayings: [...similarities, ...differences, ...meaning],
  };
}

function compareShapes(
  { measures }: HandsRead,
  language: Language,
  { similarities, differences }: Found,
): void {
  if (!measures.left || !measures.right) return;
  const { comparison: rules } = reportRulesOf(language);
  const aspects = { left: aspectsOf(measures.left), right: aspectsOf(measures.right) };
  for (const aspect of compared) {
    const left = aspects.left[aspect];
    const right = aspects.right[aspect];
    if (left === right) similarities.push(say(rules.similar(left), left));
    else differences.push(say(rules.different({ left, right }), left, right));
  }
}

/** One sentence for what a line shares, and one for the most telling thing in which it differs. */
function compareLines(
  { lines }: HandsRead,
  language: Language,
  { similarities, differences }: Found,
): void {
  if (!lines.left || !lines.right) return;
  const rules = lineRulesOf(language);
  for (const key of lineKeys) {
    const left = lines.left[key];
    const right = lines.right[key];
    if (!left || !right) continue;
    const name = rules.names[key];
    const seen = (trait: LineTrait) => rules.traits[trait].seen;
    const shared = left.traits.filter((trait) => isIn(right.traits, trait));
    const [onLeft] = left.traits.filter((trait) => !isIn(right.traits, trait));
    const [onRight] = right.traits.filter((trait) => !isIn(left.traits, trait));
    if (shared.length > 0) similarities.push(say(rules.similar(name, shared.map(seen)), ...shared));
    if (onLeft && onRight) {
      const text = rules.different(name, { left: seen(onLeft), right: seen(onRight) });
      differences.push(say(text, onLeft, onRight));
    } else if (onLeft) {
      differences.push(say(rules.moreOn.left(name, seen(onLeft)), onLeft));
    } else if (onRight) {
      differences.push(say(rules.moreOn.right(name, seen(onRight)), onRight));
    }
  }
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

function isIn(traits: readonly LineTrait[], trait: LineTrait): boolean {
  return traits.includes(trait);
}
