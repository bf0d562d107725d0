import { foldDevanagari, foldText } from "./fold-text.ts";
import type { ForbiddenTopic, StatementRule, StatementRules } from "./statement-rule.ts";
import { englishRules } from "./statement-rules.en.ts";
import { hindiRules } from "./statement-rules.hi.ts";
import { romanisedRules } from "./statement-rules.hi-latn.ts";

/** A statement that may not be made. Its words are somebody's: they never reach a log. */
export type Forbidden = {
  readonly category: ForbiddenTopic;
  /** The words that gave it away, folded. */
  readonly match: string;
  /** The clause that they stand in, as it was written. */
  readonly clause: string;
};

/** The first forbidden statement of a text in English, Hindi or romanised Hindi; null when there is none. */
export function findForbidden(text: string): Forbidden | null {
  return forbiddenIn(text).next().value ?? null;
}

/** The first forbidden statement in any string of a value, such as a reading; null when there is none. */
export function findForbiddenInAll(value: unknown): Forbidden | null {
  return listForbidden(value)[0] ?? null;
}

/** The first forbidden statement of each string in a value, such as a reading. */
export function listForbidden(value: unknown): readonly Forbidden[] {
  if (typeof value === "string") {
    const found = findForbidden(value);
    return found ? [found] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((item) => listForbidden(item));
}

function* forbiddenIn(text: string): Generator<Forbidden, undefined> {
  for (const clause of clausesOf(text)) {
    const folded = foldText(clause);
    for (const { isWrittenIn, prepare, denial, joint, rules } of ways) {
      if (!isWrittenIn.test(folded)) continue;
      const prepared = prepare(folded);
      for (const rule of rules) {
        for (const { 0: match, index } of prepared.matchAll(rule.pattern)) {
          const words = wordsAround(prepared, index + match.length - 1, joint);
          if (rule.unless?.test(words) || (!rule.firm && denial.test(words))) continue;
          yield { category: rule.topic, match: match.trim(), clause: clause.trim() };
          break;
        }
      }
    }
  }
}

/** The words round a place that a denial among them may govern. */
function wordsAround(clause: string, place: number, joint: RegExp): string {
  let start = 0;
  for (const { index } of clause.matchAll(joint)) {
    if (index > place) return clause.slice(start, index);
    start = index;
  }
  return clause.slice(start);
}

/** A denial reaches as far as its own clause: “it does not show illness, but you will die young” is none. */
function clausesOf(text: string): readonly string[] {
  return text.split(
    /[.!?;।\n]+(?:\s+|$)|[।;\n]|,?\s+(?=(?:but|however|yet|lekin|magar|kintu|लेकिन|मगर|किंतु|परंतु|किन्तु|परन्तु)[\s,])/iu,
  );
}

const latin = {
  isWrittenIn: /[a-z0-9]/u,
  prepare: (folded: string) => folded,
  compile: ({ source }: RegExp, flags: string) => new RegExp(source, flags),
};

/** `\b` knows ASCII only. Here words stand between spaces instead, which is ten times as fast as asking for letters. */
const devanagari = {
  isWrittenIn: /\p{Script=Devanagari}/u,
  prepare: (folded: string) => ` ${folded.replace(/[^\p{L}\p{M}\p{N}%]+/gu, " ")} `,
  compile: ({ source }: RegExp, flags: string) =>
    new RegExp(foldDevanagari(source).replaceAll(String.raw`\b`, "(?:(?<= )|(?= ))"), flags),
};

function compileAll({ denial, joint, rules }: StatementRules, way: typeof latin) {
  return {
    ...way,
    denial: way.compile(denial, "u"),
    joint: way.compile(joint, "gu"),
    rules: rules.map((rule): StatementRule => ({
      ...rule,
      pattern: way.compile(rule.pattern, "gu"),
      ...(rule.unless ? { unless: way.compile(rule.unless, "u") } : {}),
    })),
  };
}

const ways = [
  compileAll(englishRules, latin),
  compileAll(romanisedRules, latin),
  compileAll(hindiRules, devanagari),
];
