import type { Hand } from "../../photos/photo.ts";
import type { Ground, Language, Report } from "../reading.ts";
import { compareHands } from "./compare-hands.ts";
import { composeLines, composeMounts } from "./compose-lines.ts";
import { lineRulesOf } from "./line-rules.ts";
import { type HandsRead, toldLinesOf, unseenLines } from "./read-hands.ts";
import { reportRulesOf } from "./report-rules.ts";
import { rulesOf } from "./rules.ts";
import { groundOf, say, type Saying, textOf } from "./saying.ts";
import type { LeadTrait, MeasuredTrait } from "./traits.ts";

/** More than this is a list, not a reading. Of two hands there is more to tell elsewhere. */
const MOST = {
  one: { strengths: 4, growth: 3, guidance: 4, questions: 6, inArea: 2, fingers: 3, mounts: 3 },
  two: { strengths: 3, growth: 2, guidance: 3, questions: 4, inArea: 1, fingers: 1, mounts: 2 },
};

function mostOf({ seen }: HandsRead) {
  return seen.length > 1 ? MOST.two : MOST.one;
}

const stops: Record<Language, string> = { en: ".", hi: "।" };

/** The finger of which something is told when index and ring finger are compared. */
const leading: Record<LeadTrait, "index" | "ring"> = {
  index_longer: "index",
  ring_longer: "ring",
  index_ring_equal: "index",
};

type LifeArea = Report["life_areas"][number];

/** What a part of the report says, and what it rests on. */
type Part<Value> = { readonly value: Value; readonly grounds: readonly Ground[] };

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
  const areas = lifeAreas(read, language);
  const { strengths, growth, guidance, questions } = counsel(read, language, comparison.available);
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

function lifeAreas(read: HandsRead, language: Language): Part<LifeArea[]> {
  const rules = reportRulesOf(language);
  const lineRules = lineRulesOf(language);
  const { heart, head, life, fate } = toldLinesOf(read);
  const aspects = read.shape?.aspects;
  const kind = read.shape ? (read.shape.element ?? "mixed") : null;

  const areas: { key: LifeArea["key"]; said: { basis: string[]; saying: Saying }[] }[] = [
    {
      key: "character",
      said: kind
        ? [{ basis: ["hand:element"], saying: say(rules.kinds[kind].character, `element_${kind}`) }]
        : [],
    },
    {
      key: "mind",
      said: [
        ...(head
          ? [
              {
                basis: ["line:head"],
                saying: say(lineRules.head[head.line.course].mind, head.line.course),
              },
            ]
          : []),
        ...(aspects
          ? [
              {
                basis: ["hand:fingers"],
                saying: say(rules.fingers[aspects.fingers].mind, aspects.fingers),
              },
            ]
          : []),
      ],
    },
    {
      key: "relationships",
      said: [
        ...(heart?.line.ends
          ? [
              {
                basis: ["line:heart"],
                saying: say(lineRules.heart[heart.line.ends].relationships, heart.line.ends),
              },
            ]
          : []),
        ...(aspects?.spread
          ? [
              {
                basis: ["hand:spread"],
                saying: say(rules.spread[aspects.spread].relationships, aspects.spread),
              },
            ]
          : []),
      ],
    },
    {
      key: "career",
      said: [
        ...(fate
          ? [
              {
                basis: ["line:fate"],
                saying: say(lineRules.fate[fate.line.start].career, fate.line.start),
              },
            ]
          : []),
        ...(aspects
          ? [
              {
                basis: ["finger:index", "finger:ring"],
                saying: say(rules.lead[aspects.lead].career, aspects.lead),
              },
            ]
          : []),
      ],
    },
    {
      key: "family",
      said: life?.line.arc
        ? [
            {
              basis: ["line:life"],
              saying: say(lineRules.life[life.line.arc].family, life.line.arc),
            },
          ]
        : [],
    },
    {
      key: "inner_life",
      said:
        heart && head
          ? [
              {
                basis: ["line:heart", "line:head"],
                saying: say(
                  lineRules.innerLife[heart.line.course][head.line.course],
                  heart.line.course,
                  head.line.course,
                ),
              },
            ]
          : [],
    },
  ];
  const shown = areas
    .filter(({ said }) => said.length > 0)
    .map(({ key, said }) => ({ key, said: said.slice(0, mostOf(read).inArea) }));
  return {
    value: shown.map(({ key, said }) => ({
      key,
      text: textOf(said.map(({ saying }) => saying)),
      based_on: said.flatMap(({ basis }) => basis),
    })),
    grounds: shown.map(({ key, said }) =>
      groundOf(
        `area:${key}`,
        said.map(({ saying }) => saying),
      ),
    ),
  };
}

/** What may be strong, what may grow, what to try and what to ask: hand, heart, head and the rest by turns. */
function counsel(read: HandsRead, language: Language, isCompared: boolean) {
  const rules = reportRulesOf(language);
  const lineRules = lineRulesOf(language);
  const told = toldLinesOf(read);
  const { heart, head, life, fate } = told;
  const { shape } = read;
  const kindKey = shape ? (shape.element ?? "mixed") : null;
  const kind = kindKey && { ...rules.kinds[kindKey], rule: `element_${kindKey}` as const };
  const aspects = shape?.aspects;
  const start = head?.line.start;
  const isAlone = read.seen.length === 1;
  const anyLine = [heart, head, life, fate].some((line) => line !== null);
  const wasLookedFor = read.seen.some((hand) => read.lines[hand]);

  const strengths = [
    ...(kind ? [say(kind.strength, kind.rule)] : []),
    ...(heart?.line.ends ? [say(lineRules.heart[heart.line.ends].strength, heart.line.ends)] : []),
    ...(start ? [say(lineRules.headStart[start].strength, start)] : []),
    ...(aspects
      ? [
          say(rules.fingers[aspects.fingers].strength, aspects.fingers),
          ...(aspects.thumb ? [say(rules.thumb[aspects.thumb].strength, aspects.thumb)] : []),
          say(rules.lead[aspects.lead].strength, aspects.lead),
        ]
      : []),
  ];
  const growth = [
    ...(kind ? [say(kind.growth, kind.rule)] : []),
    ...(heart ? [say(lineRules.heartGrowth[heart.line.course], heart.line.course)] : []),
    ...(start ? [say(lineRules.headStart[start].growth, start)] : []),
    ...(aspects
      ? [
          say(rules.fingers[aspects.fingers].growth, aspects.fingers),
          ...(aspects.spread ? [say(rules.spread[aspects.spread].growth, aspects.spread)] : []),
        ]
      : []),
  ];
  const guidance = [
    ...(kind ? [say(kind.advice, kind.rule)] : []),
    ...(life?.line.arc ? [say(lineRules.life[life.line.arc].advice, life.line.arc)] : []),
    ...(aspects ? [say(rules.lead[aspects.lead].advice, aspects.lead)] : []),
    ...(shape
      ? []
      : rules.unmeasured[read.isClosed ? "closed" : "open"].advice.map((advice) => say(advice))),
    ...(isAlone && shape ? [say(rules.otherHand, "other_hand")] : []),
  ];
  const questions = [
    ...(heart?.line.ends ? [lineRules.heart[heart.line.ends].question] : []),
    ...(head ? [lineRules.head[head.line.course].question] : []),
    ...(fate
      ? [lineRules.fate[fate.line.start].question]
      : anyLine && wasLookedFor
        ? [lineRules.questions.noFate]
        : []),
    ...(kind ? [kind.question] : []),
    ...(isCompared ? [rules.questions.compare] : []),
    ...(life ? [lineRules.questions.life] : []),
    ...(aspects ? [rules.lead[aspects.lead].question] : []),
    ...(aspects && !anyLine ? [rules.fingers[aspects.fingers].question] : []),
    ...(shape || anyLine ? [] : rules.questions.unmeasured),
    ...(shape ? [] : [rules.questions.measurable]),
    ...(isAlone ? [rules.questions.otherHand] : []),
    rules.questions.tradition,
  ];
  const most = mostOf(read);
  return {
    strengths: strengths.slice(0, most.strengths),
    growth: growth.slice(0, most.growth),
    guidance: guidance.slice(0, most.guidance),
    questions: questions.slice(0, most.questions),
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
