import type { Hand } from "../../photos/photo.ts";
import type { Ground, Language, Report } from "../reading.ts";
import { compareHands } from "./compare-hands.ts";
import { composeCounsel } from "./compose-counsel.ts";
import { composeLifeAreas } from "./compose-life-areas.ts";
import { composeLines, composeMounts } from "./compose-lines.ts";
import { lineRulesOf } from "./line-rules.ts";
import { type HandsRead, toldLinesOf, unseenLines } from "./read-hands.ts";
import { mostOf, type Part } from "./report-part.ts";
import { reportRulesOf } from "./report-rules.ts";
import { rulesOf } from "./rules.ts";
import { groundOf, say, type Saying, textOf } from "./saying.ts";
import type { LeadTrait, MeasuredTrait } from "./traits.ts";

const stops: Record<Language, string> = { en: ".", hi: "।" };

/** The finger of which something is told when index and ring finger are compared. */
const leading: Record<LeadTrait, "index" | "ring"> = {
  index_longer: "index",
  ring_longer: "ring",
  index_ring_equal: "index",
};

/**
 * The full report of what was seen on one or two palms. As with the summary, fixed rules choose every sentence, and
 * what was not seen is not spoken of, except to say that it was not seen.
 */
export function composeReport(
  read: HandsRead,
  language: Language,
): { readonly report: Report; readonly grounds: Ground[] } {
  const told = toldLinesOf(read);
  const lines = composeLines(read, told, language);
  const mounts = composeMounts(told, language).slice(0, mostOf(read).mounts);
  const { comparison, sayings: compared } = compareHands(read, language);
  const profile = handProfile(read, language);
  const fingers = fingersOf(read, language);
  const areas = composeLifeAreas(read, language);
  const { strengths, growth, guidance, questions } = composeCounsel(
    read,
    language,
    comparison.available,
  );
  return {
    report: {
      hand_profile: profile.value,
      lines: lines.map(({ line }) => line),
      mounts: mounts.map(({ key, saying }) => ({
        key,
        prominence: "not_assessable",
        meaning: saying.text,
        confidence: "low",
      })),
      fingers: fingers.value,
      minor_lines: [],
      signs: [],
      comparison,
      life_areas: areas.value,
      strengths: strengths.map(({ text }) => text),
      growth_points: growth.map(({ text }) => text),
      guidance: guidance.map(({ text }) => text),
      limits: limitsOf(read, language, comparison.available),
      suggested_questions: questions,
    },
    grounds: [
      ...profile.grounds,
      ...lines.map(({ line, sayings }) => groundOf(`line:${line.key}`, sayings)),
      ...mounts.map(({ key, saying }) => groundOf(`mount:${key}`, [saying])),
      ...fingers.grounds,
      groundOf("comparison", compared),
      ...areas.grounds,
      groundOf("strengths", strengths),
      groundOf("growth_points", growth),
      groundOf("guidance", guidance),
    ].filter(({ rules }) => rules.length > 0),
  };
}

function handProfile(read: HandsRead, language: Language): Part<Report["hand_profile"]> {
  const rules = reportRulesOf(language);
  const { shape, main, seen } = read;
  const isAlone = seen.length === 1;
  // Of two hands without a measured shape nothing is told as it is on one of them.
  const whose = isAlone ? [rules.photoOf[main]] : shape ? [rules.readFrom[main]] : [];
  const view = isAlone ? [viewOf(read, language)] : [];
  if (!shape) {
    const { observed, means } = rules.unmeasured[read.isClosed ? "closed" : "open"];
    const meaning = [...view, say(means, read.isClosed ? "fingers_closed" : "palm_open")];
    return {
      value: {
        element: "unclear",
        observed: [...whose, observed].join(" "),
        meaning: textOf(meaning),
        confidence: "low",
      },
      grounds: [groundOf("hand", meaning)],
    };
  }
  const { aspects, element } = shape;
  const kind = element ?? "mixed";
  const meaning = [
    ...view,
    say(rules.kinds[kind].means, `element_${kind}`, aspects.palm, aspects.fingers),
  ];
  return {
    value: {
      element: kind,
      observed: [...whose, seenOf(aspects.palm, language), seenOf(aspects.fingers, language)].join(
        " ",
      ),
      meaning: textOf(meaning),
      confidence: element && read.isGoodPhoto ? "medium" : "low",
    },
    grounds: [groundOf("hand", meaning)],
  };
}

/** Which view of a person one hand alone gives. */
function viewOf({ main, writingHand }: HandsRead, language: Language): Saying {
  const { view } = reportRulesOf(language);
  if (writingHand === null) return say(view.unsaid, "writing_unsaid");
  if (writingHand === "both") return say(view.both, "writing_both");
  return say(writingHand === main ? view.active : view.passive, `writing_${writingHand}`);
}

function seenOf(trait: MeasuredTrait, language: Language): string {
  return `${rulesOf(language).traits[trait].seen}${stops[language]}`;
}

function fingersOf(read: HandsRead, language: Language): Part<Report["fingers"]> {
  const { shape } = read;
  if (!shape) return { value: [], grounds: [] };
  const rules = reportRulesOf(language);
  const { fingers, thumb, lead } = shape.aspects;
  const entries = [
    {
      key: leading[lead],
      observed: seenOf(lead, language),
      saying: say(rules.lead[lead].means, lead),
    },
    ...(thumb
      ? [
          {
            key: "thumb" as const,
            observed: seenOf(thumb, language),
            saying: say(rules.thumb[thumb].means, thumb),
          },
        ]
      : []),
    {
      key: "middle" as const,
      observed: rules.fingers[fingers].observed,
      saying: say(rules.fingers[fingers].means, fingers),
    },
  ];
  const shown = entries.slice(0, mostOf(read).fingers);
  return {
    value: shown.map(({ key, observed, saying }) => ({ key, observed, meaning: saying.text })),
    grounds: shown.map(({ key, saying }) => groundOf(`finger:${key}`, [saying])),
  };
}

function limitsOf(read: HandsRead, language: Language, isCompared: boolean): string {
  const { limits } = reportRulesOf(language);
  const lineRules = lineRulesOf(language);
  const told = toldLinesOf(read);
  const unseen = unseenLines(told);
  const { shape, main, measures, seen } = read;
  return [
    ...(unseen.length === 4
      ? [lineRules.limits.none]
      : unseen.length > 0
        ? [lineRules.limits.unseen(unseen.map((key) => lineRules.names[key]))]
        : []),
    lineRules.limits.rest,
    shape ? limits.estimates : limits.noLengths,
    ...(shape && measures[main]?.thumbAngle === null ? [limits.noThumb] : []),
    ...(seen.length > 1 && !isCompared ? [limits.notCompared] : []),
    ...(seen.length > 1 && isCompared && shape && !isMeasured(read, other(main))
      ? [limits.onlyMeasured[main]]
      : []),
  ].join(" ");
}

function isMeasured({ measures }: HandsRead, hand: Hand): boolean {
  return measures[hand] !== undefined;
}

function other(hand: Hand): Hand {
  return hand === "left" ? "right" : "left";
}
