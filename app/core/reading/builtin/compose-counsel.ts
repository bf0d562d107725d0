import type { Language } from "../reading.ts";
import { lineRulesOf } from "./line-rules.ts";
import { type HandsRead, toldLinesOf } from "./read-hands.ts";
import { mostOf } from "./report-part.ts";
import { reportRulesOf } from "./report-rules.ts";
import { say } from "./saying.ts";

/** What may be strong, what may grow, what to try and what to ask: hand, heart, head and the rest by turns. */
export function composeCounsel(read: HandsRead, language: Language, isCompared: boolean) {
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
