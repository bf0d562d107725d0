import type { HandMeasures } from "../../palm/hand-measures.ts";
import type { Hand } from "../../photos/photo.ts";
import type { Language, Report, WritingHand } from "../reading.ts";
import { type ReportRules, reportRulesOf } from "./report-rules.ts";
import { rulesOf } from "./rules.ts";
import { isClosed, type ReadablePalm } from "../seen-palm.ts";
import {
  type Aspects,
  aspectsOf,
  elementOf,
  type LeadTrait,
  type MeasuredTrait,
  traitsOf,
} from "./traits.ts";

/** Nothing of this is looked at, so nothing of it is told. */
const notRead = { lines: [], mounts: [], minor_lines: [], signs: [] };

const stops: Record<Language, string> = { en: ".", hi: "।" };

/** The finger of which something is told when index and ring finger are compared. */
const leading: Record<LeadTrait, "index" | "ring"> = {
  index_longer: "index",
  ring_longer: "ring",
  index_ring_equal: "index",
};

/**
 * The full report of what was measured on one palm, compared with the other one where that was measured as well. As
 * with the summary, fixed rules choose every sentence, and what was not measured is not spoken of.
 *
 * @param main the palm that is told of
 */
export function composeReport(
  main: ReadablePalm,
  {
    readable,
    writingHand,
    language,
  }: {
    readonly readable: readonly ReadablePalm[];
    readonly writingHand: WritingHand | null;
    readonly language: Language;
  },
): Report {
  const { measures } = main.sight;
  const rules = reportRulesOf(language);
  if (!measures) return reportUnmeasured(main, rules);

  const aspects = aspectsOf(measures);
  const { fingers, thumb, spread, lead } = aspects;
  const element = elementOf(traitsOf(measures));
  const kind = rules.kinds[element ?? "mixed"];
  const both = bothMeasured(readable);
  const seen = (trait: MeasuredTrait) =>
    `${rulesOf(language).traits[trait].seen}${stops[language]}`;
  return {
    ...notRead,
    hand_profile: {
      element: element ?? "mixed",
      observed: [
        ...(readable.length > 1 ? [rules.readFrom[main.hand]] : []),
        seen(aspects.palm),
        seen(fingers),
      ].join(" "),
      meaning: kind.means,
      confidence: element && main.sight.notes.length === 0 ? "medium" : "low",
    },
    fingers: [
      ...(thumb
        ? [{ key: "thumb" as const, observed: seen(thumb), meaning: rules.thumb[thumb].means }]
        : []),
      { key: leading[lead], observed: seen(lead), meaning: rules.lead[lead].means },
      {
        key: "middle",
        observed: rules.fingers[fingers].observed,
        meaning: rules.fingers[fingers].means,
      },
    ],
    comparison: both ? compare(both, writingHand, rules) : nothingToCompare(),
    life_areas: [
      { key: "character", text: kind.character, based_on: ["hand:element"] },
      { key: "mind", text: rules.fingers[fingers].mind, based_on: ["finger:middle"] },
      ...(spread
        ? [
            {
              key: "relationships" as const,
              text: rules.spread[spread].relationships,
              based_on: ["hand:spread"],
            },
          ]
        : []),
      {
        key: "career",
        text: rules.lead[lead].career,
        based_on: ["finger:index", "finger:ring"],
      },
    ],
    strengths: [
      kind.strength,
      rules.fingers[fingers].strength,
      ...(thumb ? [rules.thumb[thumb].strength] : []),
      rules.lead[lead].strength,
    ],
    growth_points: [
      kind.growth,
      rules.fingers[fingers].growth,
      ...(spread ? [rules.spread[spread].growth] : []),
    ],
    guidance: [
      kind.advice,
      rules.lead[lead].advice,
      ...(readable.length > 1 ? [] : [rules.otherHand]),
    ],
    limits: [
      rules.limits.lines,
      rules.limits.estimates,
      ...(measures.thumbAngle === null ? [rules.limits.noThumb] : []),
      ...(readable.length > 1 && !both ? [rules.limits.onlyMeasured[main.hand]] : []),
    ].join(" "),
    suggested_questions: [
      kind.question,
      rules.fingers[fingers].question,
      rules.lead[lead].question,
      both
        ? rules.questions.compare
        : readable.length > 1
          ? rules.questions.measurable
          : rules.questions.otherHand,
    ],
  };
}

/** A palm was seen, and no more than that: short, and with what to do for a fuller report. */
function reportUnmeasured({ sight }: ReadablePalm, rules: ReportRules): Report {
  const { observed, means, advice } = rules.unmeasured[isClosed(sight) ? "closed" : "open"];
  return {
    ...notRead,
    hand_profile: { element: "unclear", observed, meaning: means, confidence: "low" },
    fingers: [],
    comparison: nothingToCompare(),
    life_areas: [],
    strengths: [],
    growth_points: [],
    guidance: [...advice],
    limits: `${rules.limits.noLengths} ${rules.limits.lines}`,
    suggested_questions: [...rules.questions.unmeasured, rules.questions.measurable],
  };
}

function bothMeasured(readable: readonly ReadablePalm[]): Record<Hand, HandMeasures> | undefined {
  const measuresOf = (hand: Hand) => readable.find((palm) => palm.hand === hand)?.sight.measures;
  const left = measuresOf("left");
  const right = measuresOf("right");
  return left && right ? { left, right } : undefined;
}

const compared: readonly (keyof Aspects)[] = ["palm", "fingers", "thumb", "spread", "lead"];

function compare(
  both: Record<Hand, HandMeasures>,
  writingHand: WritingHand | null,
  { comparison }: ReportRules,
): Report["comparison"] {
  const hands = { left: aspectsOf(both.left), right: aspectsOf(both.right) };
  const similarities: string[] = [];
  const differences: string[] = [];
  for (const aspect of compared) {
    const left = hands.left[aspect];
    const right = hands.right[aspect];
    if (left === null || right === null) continue;
    if (left === right) similarities.push(comparison.similar(left));
    else differences.push(comparison.different({ left, right }));
  }
  return {
    available: true,
    similarities,
    differences,
    meaning: `${comparison.custom[writingHand ?? "unsaid"]} ${
      differences.length === 0 ? comparison.alike : comparison.unlike
    }`,
  };
}

function nothingToCompare(): Report["comparison"] {
  return { available: false, similarities: [], differences: [], meaning: null };
}
