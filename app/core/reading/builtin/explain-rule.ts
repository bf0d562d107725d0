import type { Ground, Language } from "../reading.ts";
import { sources } from "../sources.ts";
import { lineRulesOf } from "./line-rules.ts";
import { reportRulesOf } from "./report-rules.ts";
import { isRuleId, ruleSources } from "./rule-sources.ts";
import { rulesOf } from "./rules.ts";

/** A rule in a reader's language. `source` names where it comes from, as one title. */
export type ExplainedRule = { readonly says: string; readonly source: string };

/**
 * Why a report says what it says: what the rule of this id holds, and after whom. Undefined for a rule that is no
 * longer in force, which a stored reading may still name.
 */
export function explainRule(id: string, language: Language): ExplainedRule | undefined {
  const says = explanationsIn(language).get(id);
  if (says === undefined || !isRuleId(id)) return undefined;
  return { says, source: sources[ruleSources[id]].title[language] };
}

/** The rules that spoke for each part of a report, explained; parts of which none is in force are left out. */
export function explainGrounds(
  grounds: readonly Ground[],
  language: Language,
): Readonly<Record<string, readonly (ExplainedRule & { readonly rule: string })[]>> {
  const parts = grounds.map(({ part, rules }) => {
    const reasons = rules.flatMap((rule) => {
      const explanation = explainRule(rule, language);
      return explanation ? [{ rule, ...explanation }] : [];
    });
    return [part, reasons] as const;
  });
  return Object.fromEntries(parts.filter(([, reasons]) => reasons.length > 0));
}

const explained = new Map<Language, ReadonlyMap<string, string>>();

function explanationsIn(language: Language): ReadonlyMap<string, string> {
  const known = explained.get(language);
  if (known) return known;
  const explanations = explain(language);
  explained.set(language, explanations);
  return explanations;
}

function explain(language: Language): ReadonlyMap<string, string> {
  const { traits } = rulesOf(language);
  const report = reportRulesOf(language);
  const lines = lineRulesOf(language);
  const stop = language === "hi" ? "।" : ".";
  const texts: readonly (readonly [string, string])[] = [
    ...Object.entries(traits).map(
      ([trait, { seen, says }]) => [trait, `${seen}: ${says}${stop}`] as const,
    ),
    ...Object.entries(report.kinds).map(([kind, { means }]) => [`element_${kind}`, means] as const),
    ...Object.entries(lines.about).map(([key, about]) => [`about_${key}`, about] as const),
    ...Object.entries(lines.traits).map(([trait, { says }]) => [trait, says] as const),
    ...Object.entries(lines.mounts).map(([mount, says]) => [`mount_${mount}`, says] as const),
    ...Object.entries(report.comparison.custom).map(
      ([hand, says]) => [`writing_${hand}`, says] as const,
    ),
    ["line_unseen", report.unseenLine],
    ["fate_unseen", lines.unseen.fate],
    ["older_custom", report.comparison.olderCustom],
    ["hands_alike", report.comparison.alike],
    ["hands_unlike", report.comparison.unlike],
    ["other_hand", report.otherHand],
  ];
  return new Map(texts);
}
